internal import Basis
package import Ports
package import Updates

/// Runs, plans and releases for examinations: with everything in them that is hard to write down.
package enum JournalSample {
    /// The application and environment of the samples.
    package static let scope = Scope(app: "shop", environment: "production")
    /// Who asks.
    package static let requester = Requester(user: "ada", host: "deck", ticket: "OPS-\"1\"\n\u{1F9D7}")

    /// A run's name, by number.
    package static func run(_ number: Int) -> RunID {
        guard let run = RunID("run\(number)") else { Mistake.trap("run\(number) is a run's name") }
        return run
    }

    /// A run's opening.
    package static func opening(_ number: Int, in scope: Scope = scope) -> RunOpening {
        RunOpening(
            run: run(number), scope: scope, plan: plan, machine: 3, binary: "1.2.3", requester: requester,
            time: 1_700_000_000_000 + Int64(number))
    }

    /// Events such as runs are made of, the same for the same number.
    package static func event(_ number: Int) -> RunEvent {
        let step = StepID("\(number % 7).1")
        let diagnostic = Diagnostic(
            JournalCode.full, "caf\u{E9} / \\ \u{0} \u{2028}", at: .thing("a/b"), why: "because\tof it")
        return switch number % 6 {
        case 0: .intended(.perform(step, attempt: number))
        case 1:
            .performed(step, attempt: 1, .done(Evidence(facts: ["revision": "a1b2"], record: "{\"x\":[1]}")))
        case 2: .prepared(step, .failed(diagnostic))
        case 3: .judged(step, attempt: 2, .passed(seen: "200 in 12 ms", warnings: [diagnostic]))
        case 4: .asked(.abandon(reason: "no / more"), by: requester, inbox: number)
        default: .reversed(step, attempt: 1, .blocked(.loss("3 rows", remedy: "belay approve")))
        }
    }

    /// A release's record.
    package static func release(
        _ version: String, by number: Int, _ outcome: ReleaseRecord.Outcome = .committed
    ) -> ReleaseRecord {
        ReleaseRecord(
            release: PinnedRelease(version: version, commit: "c0ffee", tagObject: nil), run: run(number),
            outcome: outcome,
            services: [
                ServiceState(service: "web", image: "shop/web:\(version)", replicas: 2, configuration: "f")
            ],
            blueprints: [:], revision: "a1b2", checkout: "/srv/\(version)", requester: requester, time: 5)
    }

    private static var plan: Plan {
        let place = Position(line: 1, column: 1)
        let span = Span(file: "belay.yml", start: place, end: place)
        return Plan(
            purpose: .update(to: PinnedRelease(version: "v2", commit: "c0ffee", tagObject: nil)),
            playbook: "update", environmentName: scope.environment,
            manifest: Manifest(app: Located(scope.app, at: span)), environment: Environment(at: span),
            project: "/srv/shop",
            world: World(
                identity: TargetIdentity(kind: "docker", id: "ABCD", name: "local"), services: [],
                release: nil,
                openRun: nil),
            stages: [], always: [])
    }
}
