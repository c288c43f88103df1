internal import Basis
internal import HTTP

/// Any bytes are frames or a flaw, the same ones however they are split, and never more than was allowed.
@_cdecl("LLVMFuzzerTestOneInput")
func testWebSocket(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    // The first byte says where the rest is split.
    guard let cut = UnsafeBufferPointer(start: start, count: count).first.map(Int.init) else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count).dropFirst())
    let whole = events([bytes])
    let split = events([Array(bytes.prefix(cut)), Array(bytes.dropFirst(cut))])
    precondition(whole == split, "the split makes a difference")
    return 0
}

/// What the bytes amount to; nil if they break a rule.
private func events(_ pieces: [[UInt8]]) -> [WebSocketEvent]? {
    let limit = ByteCount.kibibytes(16)
    var decoder = WebSocketFrameDecoder(payloadLimit: limit)
    var assembler = WebSocketAssembler(messageLimit: limit)
    var events: [WebSocketEvent] = []
    do throws(WebSocketFlaw) {
        for piece in pieces {
            for frame in try decoder.decode(piece) {
                guard let event = try assembler.take(frame) else { continue }
                if case .binary(let bytes) = event {
                    precondition(Int64(bytes.count) <= limit.bytes, "a message beyond its limit")
                }
                events.append(event)
            }
        }
        return events
    } catch {
        precondition(!error.diagnostic.remedy.isEmpty, "a flaw without a remedy")
        return nil
    }
}
