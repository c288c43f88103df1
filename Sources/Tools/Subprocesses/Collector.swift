internal import Basis

/// Keeps a program's output as its capture says, and goes on reading, so that the program is never held up.
struct Collector {
    private let capture: Capture
    private var kept: [UInt8] = []
    private var dropped: Int64 = 0

    init(_ capture: Capture) { self.capture = capture }

    /// Reads to the end; a capture that fails orders the program's end.
    consuming func collect(_ reader: PipeReader, of running: Running) async -> Captured {
        do {
            while let piece = try await reader.next() {
                guard add(piece) else {
                    running.lifeline.order(.outputTooLong(limit: capture.limit))
                    break
                }
            }
        } catch let error as SystemError {
            running.lifeline.order(.refused(call: error.call, why: error.why))
        } catch {
            // The task was cancelled: whoever cancelled it has ordered the program's end as well.
        }
        return Captured(bytes: Array(kept.prefix(Int(capture.limit.bytes))), droppedByteCount: dropped)
    }

    /// False when there is more than the capture allows.
    private mutating func add(_ piece: [UInt8]) -> Bool {
        kept += piece
        let excess = kept.count - Int(capture.limit.bytes)
        guard excess > 0 else { return true }
        switch capture.beyond {
        case .fails: return false
        case .keepsFirst: kept.removeLast(excess)
        case .keepsLast: kept.removeFirst(excess)
        }
        dropped += Int64(excess)
        return true
    }
}
