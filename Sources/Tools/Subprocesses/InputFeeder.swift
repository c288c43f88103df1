internal import Basis
internal import CLinux
internal import Glibc

/// Hands a stream to a program's standard input, at the program's pace.
final class InputFeeder: Sendable {
    enum End: Sendable {
        /// The program was given everything.
        case all
        /// The program stopped reading, or ended: its own affair.
        case refused
        /// The stream failed, or the system did.
        case failed(why: String)
    }

    private let poll: ReadinessPoll
    private let pipe: Guarded<Descriptor?>

    init(_ pipe: Descriptor, on poll: ReadinessPoll) throws(SystemError) {
        try pipe.setNonBlocking()
        self.poll = poll
        self.pipe = Guarded(pipe)
    }

    /// Feeds until the stream ends, the program reads no more, or the task is cancelled.
    ///
    /// Only a stream that ended well closes the pipe. After a failure the pipe stays open until the program
    /// is gone, so that half an input never looks like a whole one.
    func feed(_ stream: any ByteStream) async -> End {
        guard let pipe = pipe.withLock({ $0 }) else { return .refused }
        do {
            while let piece = try await stream.next() {
                guard try await write(piece, to: pipe) else { return .refused }
            }
            self.pipe.withLock { $0 = nil }
            return .all
        } catch is CancellationError where Task.isCancelled {
            return .refused
        } catch let error as any Diagnosable {
            return .failed(why: error.diagnostic.what)
        } catch let error as SystemError {
            return .failed(why: "\(error.call): \(error.why)")
        } catch {
            return .failed(why: "\(error)")
        }
    }

    /// Writes it all; false when nobody reads.
    private func write(_ piece: [UInt8], to pipe: Descriptor) async throws -> Bool {
        var written = 0
        while written < piece.count {
            try Task.checkCancellation()
            let count = piece[written...].withUnsafeBytes { rest in
                linux_write_quietly(pipe.number, rest.baseAddress, rest.count)
            }
            if count >= 0 {
                written += count
                continue
            }
            switch errno {
            case EPIPE: return false
            case EINTR: continue
            case EAGAIN: try await poll.wait(for: pipe, .writing)
            default: throw SystemError("write")
            }
        }
        return true
    }
}
