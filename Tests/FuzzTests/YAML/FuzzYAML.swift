internal import Basis
internal import YAML

/// Any bytes are read to an end, and whatever is read without a problem can be walked and its places asked.
@_cdecl("LLVMFuzzerTestOneInput")
func testYAML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var limits = YAMLLimits()
    // Small enough that the slowest input is quick: the fuzzer would call it a hang otherwise.
    limits.aliasedNodes = 2_000
    let reading = YAMLReading(
        Array(UnsafeBufferPointer(start: start, count: count)), file: "f", limits: limits)
    for problem in reading.problems {
        precondition(!problem.diagnostic.remedy.isEmpty, "a problem without a remedy")
    }
    guard reading.problems.isEmpty else { return 0 }
    for document in reading.documents { walk(document) }
    return 0
}

private func walk(_ node: YAMLNode) {
    precondition(node.span.start <= node.span.end, "a span that ends before it begins")
    _ = node.meaning
    for item in node.sequence ?? [] { walk(item) }
    for entry in node.mapping?.entries ?? [] {
        walk(entry.key)
        walk(entry.value)
    }
}
