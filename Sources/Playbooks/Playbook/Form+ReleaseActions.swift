import Basis
import Updates

extension Form where Value == Template {
    /// What `pull` takes: a version, alone or under its name.
    static var pull: Form {
        let version = Form.template("a release, such as ${inputs.version}")
        let named = Form.record("pull", Key.required("version", version, "The release to fetch.")) {
            _, version in
            version
        }
        return .byKind(scalar: version, mapping: named)
    }
}

extension Form where Value == BuildAction {
    static var build: Form {
        let services = Form<[Located<String>]>.list(.text("a service"))
        let all = Form.record(
            "build",
            Key.optional(
                "services", services, default: [], "Services to build; all that changed if none is named."),
            Key.optional(
                "from", .choice(BuildAction.Origin.self), "`registry` where images come ready-made."),
            Key.optional("push", .boolean, "Whether what was built is pushed.")
        ) { _, services, from, push in
            var action = BuildAction()
            action.services = services
            (action.origin, action.push) = (from?.value ?? .source, push?.value ?? false)
            return action
        }
        let plain = services.map { services in
            var action = BuildAction()
            action.services = services
            return action
        }
        return .byKind(sequence: plain, mapping: all)
    }
}

extension Form where Value == RollAction {
    static var roll: Form {
        let services = Form<[Located<String>]>.list(.text("a service"))
        let all = Form.record(
            "roll",
            Key.optional(
                "services", services, default: [], "Which services; all that roll if none is named."),
            Key.optional(
                "strategy", .choice(RollAction.Strategy.self), "How they go from one side to the other."),
            Key.optional("parallelism", .integer(1...1000), "How many at a time."),
            Key.optional("order", .choice(RollAction.Order.self), "What comes first when one is replaced."),
            Key.optional("delay", .duration, "From one batch to the next."),
            Key.optional("monitor", .duration, "How long a replacement proves itself before it is admitted."),
            Key.optional("drain", .duration, "How long requests in flight may take to end."),
            Key.optional(
                "tolerate", .integer(0...1_000_000), "How many requests at the front door may be lost."),
            Key.optional(
                "downtime", .choice(Downtime.self), "`allowed` where the service may be away for a moment."),
            Key.optional("keep", .duration, "How long the old side of blue-green is kept."),
            Key.optional("canary", .list(.canaryStep), default: [], "Shares of the traffic, in order.")
        ) {
            _, services, strategy, parallelism, order, delay, monitor, drain, tolerate, downtime, keep,
            canary in
            var action = RollAction()
            (action.services, action.strategy, action.parallelism) = (services, strategy, parallelism)
            (action.order, action.delay, action.monitor, action.drain) = (order, delay, monitor, drain)
            action.tolerate = tolerate
            (action.allowsDowntime, action.keep, action.canary) = (downtime != nil, keep, canary)
            return action
        }
        let plain = services.map { services in
            var action = RollAction()
            action.services = services
            return action
        }
        return .byKind(sequence: plain, mapping: all)
    }
}

extension Form where Value == ScaleAction {
    static var scale: Form {
        .record(
            "scale",
            Key.required("service", .template("a service"), "Which service."),
            Key.required("replicas", .written(.integer(0...10_000)), "How many.")
        ) { _, service, replicas in ScaleAction(service: service, replicas: replicas) }
    }
}

/// The one word that may stand behind `downtime:`.
private enum Downtime: String, CaseIterable, Sendable {
    case allowed
}

extension Form where Value == RollAction.CanaryStep {
    static var canaryStep: Form {
        let weight = Form<Located<Int>>.parsed("a share such as 10%", pattern: "^[0-9]{1,3}%$") { text in
            guard text.last == "%", let share = Int(text.dropLast()), (1...100).contains(share) else {
                return nil
            }
            return share
        }
        return .record(
            "a canary step",
            Key.required("weight", weight, "The new side's share of the traffic."),
            Key.optional("for", .duration, "How long before the next share.")
        ) { _, weight, lasting in RollAction.CanaryStep(weight: weight, lasting: lasting) }
    }
}
