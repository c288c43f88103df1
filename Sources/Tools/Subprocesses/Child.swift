package import Basis

/// A program that was started and goes on while its streams are read.
///
/// Both streams must be read, or the program stops when its pipe is full. When the child and both streams are
/// dropped, the program is ended, with its group.
package struct Child: Sendable {
    /// Its standard output.
    ///
    /// It ends only after the program has ended with a code that was accepted, and throws otherwise: what a
    /// failing program wrote never looks whole.
    package let output: any ByteStream
    /// Its standard error, whose end says nothing of how the program ended.
    package let errors: any ByteStream
    private let running: Running

    init(_ running: Running, accepting codes: Set<Int32>) {
        self.running = running
        output = ProgramOutput(running.output, of: running, endingWith: codes)
        errors = ProgramOutput(running.errors, of: running, endingWith: nil)
    }

    /// Waits until the program and its group are gone, and says how it ended.
    ///
    /// Cancelling the waiting task ends the program and throws `cancelled` once it is gone.
    package func wait() async throws(SubprocessError) -> Exit { try await running.ended().exit() }

    /// Has the program ended, SIGTERM first, and says how it then ended.
    package func stop() async throws(SubprocessError) -> Exit {
        running.lifeline.order(.stopped)
        return try await wait()
    }
}
