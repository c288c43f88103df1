import Basis
import Updates

extension ComposeRecord where Owner == ComposeDeploy {
    static let deploy = ComposeRecord(
        "deploy",
        [
            .key("mode", \.mode, .choice()), .key("replicas", \.replicas, .integer(0...100_000)),
            .part("update_config", \.update, .update) { ComposeReplacement() },
            .part("rollback_config", \.rollback, .rollback) { ComposeReplacement() },
            .part("restart_policy", \.restart, .restartRules) { ComposeRestartRules() },
            .items("labels", \.labels, .keyed),
            ComposeKey("resources") { owner, node, reading in resources.read(node, into: &owner, &reading) },
            .idle("placement", "There is one engine, so there is nothing to choose."),
            .idle("endpoint_mode", "Containers are reached by the names of the engine's own network."),
        ])

    private static let resources = ComposeRecord(
        "resources",
        [
            .part("limits", \.limits, .limits) { ComposeResources() },
            .part("reservations", \.reservations, .reservations) { ComposeResources() },
        ])
}

extension ComposeRecord where Owner == ComposeReplacement {
    static let update = ComposeRecord("update_config", keys)
    static let rollback = ComposeRecord("rollback_config", keys)

    private static let keys: [ComposeKey<ComposeReplacement>] = [
        .key("parallelism", \.parallelism, .integer(0...100_000)), .key("delay", \.delay, .duration),
        .key("failure_action", \.failureAction, .choice()), .key("monitor", \.monitor, .duration),
        .key("max_failure_ratio", \.maximumFailureRatio, .ratio), .key("order", \.order, .choice()),
    ]
}

extension ComposeRecord where Owner == ComposeRestartRules {
    static let restartRules = ComposeRecord(
        "restart_policy",
        [
            .key("condition", \.condition, .condition), .key("delay", \.delay, .duration),
            .key("max_attempts", \.maximumAttempts, .integer(0...(.max))),
            .key("window", \.window, .duration),
        ])
}

extension ComposeRecord where Owner == ComposeResources {
    static let limits = ComposeRecord("limits", keys)
    static let reservations = ComposeRecord(
        "reservations",
        keys + [
            .items("devices", \.devices, .list(.device)),
            .idle("generic_resources", "They are of clusters; there is one engine."),
        ])

    private static let keys: [ComposeKey<ComposeResources>] = [
        .key("cpus", \.processors, .processors), .key("memory", \.memory, .size),
        .key("pids", \.processes, .integer(-1...(.max))),
    ]
}

extension ComposeForm where Value == ComposeDeviceRequest {
    /// A wish for devices.
    static var device: ComposeForm {
        ComposeForm { node, reading in
            var request = ComposeDeviceRequest()
            ComposeRecord<ComposeDeviceRequest>.device.read(node, into: &request, &reading)
            guard node.mapping != nil else { return nil }
            if request.count != nil, !request.identifiers.isEmpty {
                reading.report(
                    .wrongValue, "`count` and `device_ids` exclude one another", at: node,
                    remedy: "Keep one of them.")
            }
            return request
        }
    }
}

extension ComposeForm where Value == [ComposeDeviceRequest] {
    /// Graphics processors: `all`, or a list of wishes.
    static var gpus: ComposeForm {
        ComposeForm { node, reading in
            if node.text == "all" {
                var request = ComposeDeviceRequest()
                request.count = Located(-1, at: node.span)
                return [request]
            }
            return ComposeForm<[ComposeDeviceRequest]>.list(.device).read(node, &reading)
        }
    }
}

extension ComposeRecord where Owner == ComposeDeviceRequest {
    fileprivate static let device = ComposeRecord(
        "a wish for devices",
        [
            .items("capabilities", \.capabilities, .list(.text)), .key("driver", \.driver, .text),
            .key("count", \.count, .count), .items("device_ids", \.identifiers, .list(.text)),
            .items("options", \.options, .keyed),
        ])
}

extension ComposeForm where Value == Located<Int> {
    fileprivate static var count: ComposeForm {
        .parsed("a number or `all`") { text in
            text == "all" ? -1 : Int(text).flatMap { $0 >= -1 ? $0 : nil }
        }
    }
}

extension ComposeForm where Value == [ComposeUlimit] {
    /// Limits by name: one number, or `soft` and `hard`.
    static var ulimits: ComposeForm {
        .map { name, node, reading in
            if node.text != nil {
                let both = ComposeForm<Located<Int>>.integer(-1...(.max)).read(node, &reading)
                return both.map { ComposeUlimit(name: name, soft: $0.value, hard: $0.value) }
            }
            var pair = UlimitPair()
            UlimitPair.record.read(node, into: &pair, &reading)
            guard let soft = pair.soft, let hard = pair.hard else {
                if node["soft"] == nil || node["hard"] == nil {
                    reading.report(
                        .wrongValue, "a limit needs `soft` and `hard`", at: node, remedy: "Write both.")
                }
                return nil
            }
            return ComposeUlimit(name: name, soft: soft.value, hard: hard.value)
        }
    }
}

private struct UlimitPair {
    var soft: Located<Int>?
    var hard: Located<Int>?

    static let record = ComposeRecord<UlimitPair>(
        "a limit",
        [
            .key("soft", \.soft, .integer(-1...(.max))), .key("hard", \.hard, .integer(-1...(.max))),
        ])
}

extension ComposeForm where Value == Located<ComposeRestartRules.Condition> {
    /// Which ends count; the words of `restart` are taken as well, as Compose does.
    fileprivate static var condition: ComposeForm {
        .parsed("one of none, on-failure, any") { text in
            switch text {
            case "no": ComposeRestartRules.Condition.none
            case "always": .any
            default: ComposeRestartRules.Condition(rawValue: text)
            }
        }
    }
}
