internal import Basis
internal import Subprocesses

/// What a program of this machine prints; it fails with the program's own words.
final class LocalOutput: ByteStream {
    /// What a person reads of a dump that failed.
    private static let complaint = ByteCount.kibibytes(16)

    private let child: Child
    private let complaint: Task<String, Never>

    init(of child: Child) {
        self.child = child
        complaint = Task { [errors = child.errors] in
            var kept: [UInt8] = []
            while let piece = try? await errors.next() {
                kept += piece
                let tooMany = kept.count - Int(LocalOutput.complaint.bytes)
                if tooMany > 0 { kept.removeFirst(tooMany) }
            }
            return String(decoding: kept, as: UTF8.self)
        }
    }

    deinit { complaint.cancel() }

    func next() async throws -> [UInt8]? {
        do { return try await child.output.next() } catch let error as SubprocessError {
            switch error {
            case .cancelled: throw CancellationError()
            case .timedOut: throw DeadlinePassed()
            case .unsuccessful(let command, let exit, _):
                throw SubprocessError.unsuccessful(
                    command: command, exit: exit, said: await complaint.value)
            default: throw error
            }
        }
    }
}
