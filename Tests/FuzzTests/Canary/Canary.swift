/// Traps on one word, so that the script can prove that the fuzzer still finds what it is there to find.
@_cdecl("LLVMFuzzerTestOneInput")
func testCanary(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    precondition(!sings(input), "the canary sings: the fuzzer is alive")
    return 0
}

/// One comparison after the other: coverage leads there, chance alone would need years.
private func sings(_ input: UnsafeBufferPointer<UInt8>) -> Bool {
    guard input.count >= 5 else { return false }
    return input[0] == UInt8(ascii: "t") && input[1] == UInt8(ascii: "w") && input[2] == UInt8(ascii: "e")
        && input[3] == UInt8(ascii: "e") && input[4] == UInt8(ascii: "t")
}
