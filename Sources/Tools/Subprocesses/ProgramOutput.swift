internal import Basis

/// A stream of a started program.
///
/// It keeps the program alive as long as somebody may read.
final class ProgramOutput: ByteStream {
    private let reader: PipeReader
    private let running: Running
    private let codes: Set<Int32>?
    private let failure = Guarded<SubprocessError?>(nil)

    /// With `codes`, the stream ends only once the program has ended with one of them, and throws otherwise.
    init(_ reader: PipeReader, of running: Running, endingWith codes: Set<Int32>?) {
        (self.reader, self.running, self.codes) = (reader, running, codes)
    }

    func next() async throws -> [UInt8]? {
        if let failure = failure.withLock({ $0 }) { throw failure }
        if let piece = try await reader.next() { return piece }
        guard let codes else { return nil }
        do throws(SubprocessError) {
            let exit = try await running.ended().exit()
            if case .exited(let code) = exit, codes.contains(code) { return nil }
            throw .unsuccessful(command: running.command, exit: exit, said: "")
        } catch {
            failure.withLock { $0 = error }
            throw error
        }
    }
}
