import Basis
import Ports
import Updates

/// One-off work that stands where the test puts it.
final class StageOneOffs: OneOffs {
    struct State: Sendable {
        var standing: [String: OneOffStanding] = [:]
        var started: [OneOff] = []
        var ended: [String] = []
        var removed: [String] = []
        /// What becomes of what is started; nil lets it run until it is ended.
        var result: CommandResult? = CommandResult(exitCode: 0, output: "done\n", errors: "")
        /// The same, for each piece of work by itself; nil leaves it to `result`.
        var answer: @Sendable (OneOff) -> CommandResult? = { _ in nil }
    }

    private let state = Guarded(State())

    func play(_ change: @Sendable (inout State) -> Void) { state.withLock { change(&$0) } }

    var now: State { state.withLock { $0 } }

    func start(_ work: OneOff, in situation: Situation) async throws {
        state.withLock { state in
            state.started.append(work)
            if case .ended? = state.standing[work.name] { return }
            let result = state.answer(work) ?? state.result
            state.standing[work.name] = result.map(OneOffStanding.ended) ?? .running
        }
    }

    func standing(of name: String) async throws -> OneOffStanding { now.standing[name] ?? .absent }

    func wait(for name: String, deadline: Deadline) async throws -> CommandResult {
        while !deadline.hasPassed {
            if case .ended(let result)? = now.standing[name] { return result }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw DeadlinePassed()
    }

    func end(_ name: String, deadline: Deadline) async throws {
        state.withLock { state in
            state.ended.append(name)
            state.standing[name] = .ended(CommandResult(exitCode: 137, output: "", errors: ""))
        }
    }

    func remove(_ name: String) async throws {
        state.withLock { state in
            state.removed.append(name)
            state.standing[name] = nil
        }
    }
}
