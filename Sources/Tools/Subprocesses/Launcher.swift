package import Basis

/// Runs programs: without a shell, without anything inherited, in a process group that never outlives its
/// run.
///
/// One thread waits for all programs of a launcher; it ends with the launcher.
package final class Launcher: Sendable {
    /// How long a program that is told to end (SIGTERM) may clean up before SIGKILL.
    package static let grace = Duration.seconds(5)

    /// How many programs a launcher has at once; one more is refused with `tooManyAtOnce`.
    ///
    /// Each holds four descriptors (three pipes and its pidfd), so that these take half of the 1024 that a
    /// process usually may open. Where it may open fewer, there are fewer programs too.
    package static let programsAtOnceMax = 128

    private let poll: ReadinessPoll
    private let seats: Seats

    /// Makes a launcher, or throws `refused` when the system has no thread or descriptor left for it.
    package init(programsAtOnce count: Int = Launcher.programsAtOnceMax) throws(SubprocessError) {
        seats = Seats(atMost: count)
        do { poll = try ReadinessPoll() } catch {
            throw .refused(command: "the watch over programs", call: error.call, why: error.why)
        }
    }

    /// Starts a program whose streams the caller reads.
    ///
    /// At the deadline the whole group is ended.
    ///
    /// `accepting` names the exit codes after which its standard output counts as whole.
    package func start(
        _ invocation: Invocation,
        by deadline: Deadline,
        grace: Duration = Launcher.grace,
        accepting codes: Set<Int32> = [0]
    ) throws(SubprocessError) -> Child {
        Child(
            try Running(invocation, on: poll, among: seats, deadline: deadline, grace: grace),
            accepting: codes)
    }

    /// Runs a program to its end and keeps what it says.
    ///
    /// Any exit is an outcome; see `Outcome.succeeded`.
    ///
    /// At the deadline the whole group is ended and `timedOut` thrown; when the task is cancelled,
    /// `cancelled`. Either is thrown only once the group is gone.
    package func run(
        _ invocation: Invocation,
        by deadline: Deadline,
        grace: Duration = Launcher.grace,
        output: Capture = .answer,
        errors: Capture = .complaint
    ) async throws(SubprocessError) -> Outcome {
        let running = try Running(
            invocation, on: poll, among: seats, deadline: deadline, grace: grace)
        async let kept = Collector(output).collect(running.output, of: running)
        async let said = Collector(errors).collect(running.errors, of: running)
        let ended = await running.ended()
        let (answer, complaint) = (await kept, await said)
        let exit = try ended.exit(said: complaint.text)
        var tookAllInput = false
        if case .all = ended.input { tookAllInput = true }
        return Outcome(
            exit: exit, output: answer, errors: complaint, tookAllInput: tookAllInput,
            command: running.command)
    }
}
