internal import Basis
internal import HTTP

/// Any bytes are frames or a flaw, the same ones however they are split.
@_cdecl("LLVMFuzzerTestOneInput")
func testStdcopy(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // The first byte says where the rest is split.
    guard let cut = UnsafeBufferPointer(start: start, count: count).first.map(Int.init) else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count).dropFirst())
    let whole = output([bytes])
    let split = output([Array(bytes.prefix(cut)), Array(bytes.dropFirst(cut))])
    precondition(whole == split, "the split makes a difference")
    return 0
}

/// The bytes of each channel, and whether the end was one; nil if there is a flaw.
private func output(_ pieces: [[UInt8]]) -> [[UInt8]]? {
    var decoder = StdcopyDecoder(frameLimit: .kibibytes(64))
    var channels = [[UInt8]](repeating: [], count: StdcopyChannel.allCases.count)
    do throws(StdcopyFlaw) {
        for bytes in pieces {
            for piece in try decoder.decode(bytes) {
                precondition(!piece.bytes.isEmpty, "an empty piece")
                channels[Int(piece.channel.rawValue)] += piece.bytes
            }
        }
    } catch {
        precondition(!error.diagnostic.remedy.isEmpty, "a flaw without a remedy")
        return nil
    }
    let isWhole = (try? decoder.end()) != nil
    return channels + [[isWhole ? 1 : 0]]
}
