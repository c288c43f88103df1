internal import Basis
internal import HTTP

/// What happens to some containers of an engine, told as it happens.
///
/// Events can be lost, so they are never all there is: it subscribes, then lists, then believes events, and
/// begins anew after half a minute at the latest, and whenever the engine went away.
final class EngineEvents: Sendable {
    /// What there is to know.
    enum News: Sendable {
        /// All containers as they stand: whatever was known before is void.
        case standing([ContainerSummary])
        /// Something happened since.
        case event(EngineEvent)
    }

    /// How long events are believed.
    static let term = Duration.seconds(30)
    /// Between two attempts to reach an engine that is away.
    static let pause = Duration.seconds(1)
    /// A list takes milliseconds; an engine that does not give one in that time is as good as away.
    private static let listing = Duration.seconds(10)

    private struct State {
        var lines: JSONLines<EngineEvent>?
        var lastAttempt: ContinuousClock.Instant?
    }

    private let engine: DockerEngine
    private let labels: [String]
    private let deadline: Deadline
    private let state = Guarded(State())

    /// Follows the containers that bear all of these labels.
    init(of engine: DockerEngine, labelled labels: [String], by deadline: Deadline) {
        (self.engine, self.labels, self.deadline) = (engine, labels, deadline)
    }

    /// The next news; throws when the deadline has passed, when the task is cancelled, or when what answers
    /// is no engine.
    func next() async throws(DockerFailure) -> News {
        while true {
            guard let lines = state.withLock({ $0.lines }) else {
                if let standing = try await begin() { return .standing(standing) }
                continue
            }
            do throws(DockerFailure) {
                if let event = try await lines.next() { return .event(event) }
            } catch {
                try giveUp(if: error)
            }
            state.withLock { $0.lines = nil }
        }
    }

    /// The containers as they stand now, for whoever was told that something changed.
    func look() async throws(DockerFailure) -> [ContainerSummary] {
        try await engine.containers(labelled: labels, by: min(deadline, .after(EngineEvents.listing)))
    }

    /// Subscribes, then lists; nil if the engine is away for now.
    private func begin() async throws(DockerFailure) -> [ContainerSummary]? {
        try await pauseSinceLastAttempt()
        do throws(DockerFailure) {
            let filters = EngineCall.filters(["type": ["container"], "label": labels])
            let call = EngineCall(.get, "/events", [filters])
            let answer = try await engine.answer(call, by: min(deadline, .after(EngineEvents.term)))
            let lines = JSONLines<EngineEvent>(answer.body, at: engine.place)
            let standing = try await look()
            state.withLock { $0.lines = lines }
            return standing
        } catch {
            try giveUp(if: error)
            return nil
        }
    }

    private func pauseSinceLastAttempt() async throws(DockerFailure) {
        let last = state.withLock { state in
            defer { state.lastAttempt = .now }
            return state.lastAttempt
        }
        guard let last else { return }
        let next = last.advanced(by: EngineEvents.pause)
        guard next > .now else { return }
        do {
            try await Task.sleep(until: min(next, deadline.instant), clock: .continuous)
        } catch {
            throw DockerFailure(.cancelled, at: engine.place, why: "the work was interrupted")
        }
        state.withLock { $0.lastAttempt = .now }
    }

    /// Only what no waiting mends is thrown.
    private func giveUp(if failure: DockerFailure) throws(DockerFailure) {
        if deadline.hasPassed {
            throw DockerFailure(.timedOut, at: engine.place, why: "what was waited for did not happen")
        }
        let passing: [DockerCode] = [.timedOut, .lost, .noEngine, .failed]
        // Our own end of a term reads as an interruption where the task was not asked to end.
        if passing.contains(failure.code) { return }
        throw failure
    }
}
