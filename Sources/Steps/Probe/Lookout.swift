internal import Basis
internal import HTTP
package import Ports
package import Updates

/// Asks the front door all the time while something is changed behind it, and counts what is lost.
///
/// Requests begin at a fixed pace, however long the others take: a door that stops answering is asked as
/// often as one that does, as by the people in front of it.
package final class Lookout: Sendable {
    /// From one request to the next. Ten in a second find a gap of a tenth; more would be a load of its own.
    private static let pace = Duration.milliseconds(100)
    /// After that a person has gone away.
    private static let patience = Duration.seconds(5)
    /// No more than that are under way at once: pace and patience allow fifty.
    private static let atOnce = 64

    private struct State {
        var report = LookoutReport()
        var isOver = false
    }

    private let web: Web
    private let place: WebPlace
    private let inquiry: Inquiry
    private let state = Guarded(State())
    private let watch = Guarded<Task<Void, Never>?>(nil)

    /// A lookout at the environment's front door; nil where the environment has none. `question` is what a
    /// gate asks there anyway, else the door's own page is asked for.
    package init?(_ question: HTTPQuestion?, for step: PlannedStep, in situation: Situation, _ means: Means)
        async throws
    {
        guard let url = situation.plan.environment.url else { return nil }
        guard let door = WebPlace(url.value) else { throw GateFailure.noURL(url.value, url.span) }
        var asked = HTTPQuestion(.get, question?.target ?? Template([.text("/")], at: url.span))
        asked.headers = question?.headers ?? []
        inquiry = try await Inquiry(asked, Fill(step, in: situation, vault: means.vault))
        place = inquiry.url ?? inquiry.place(at: door)
        web = means.web
    }

    deinit { watch.withLock { $0 }?.cancel() }

    /// Asks once, and says why nobody answers; nil if somebody does.
    package func silence() async -> String? {
        await inquiry.loss(at: place, over: web, deadline: .after(Lookout.patience))
    }

    /// Begins to ask, in a task of its own. Once.
    package func start() {
        let (web, place, inquiry, state) = (web, place, inquiry, state)
        watch.withLock { task in
            guard task == nil else { return }
            task = Task { await Lookout.watch(place, inquiry, web, state) }
        }
    }

    /// How it stands at this moment: the difference of two is what a step lost.
    package var report: LookoutReport { state.withLock { $0.report } }

    /// Ends the asking. What is under way is waited for: it would be lost by our hand.
    package func stop() async -> LookoutReport {
        state.withLock { $0.isOver = true }
        await watch.withLock { $0 }?.value
        return report
    }

    private static func watch(_ place: WebPlace, _ inquiry: Inquiry, _ web: Web, _ state: Guarded<State>)
        async
    {
        await withTaskGroup(of: Void.self) { group in
            var underWay = 0
            var next = ContinuousClock.now
            while !state.withLock(\.isOver), !Task.isCancelled {
                if underWay < atOnce {
                    underWay += 1
                    group.addTask { await ask(place, inquiry, web, state) }
                } else {
                    state.withLock { $0.report.note(lost: "too many requests wait for an answer") }
                    await group.next()
                    underWay -= 1
                }
                next = next.advanced(by: pace)
                try? await Task.sleep(until: next, clock: .continuous)
            }
        }
    }

    /// One request. Any answer counts but those by which a server says that it has none.
    private static func ask(_ place: WebPlace, _ inquiry: Inquiry, _ web: Web, _ state: Guarded<State>) async
    {
        let begun = ContinuousClock.now
        let loss = await inquiry.loss(at: place, over: web, deadline: .after(patience))
        guard !Task.isCancelled else { return }
        let took = begun.duration(to: .now)
        state.withLock { state in
            if let loss { state.report.note(lost: loss) } else { state.report.note(answered: took) }
        }
    }
}
