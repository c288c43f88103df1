import Basis
import Updates
import YAML

extension Form where Value == Gate {
    /// A gate: one question, and the patience with which it is asked.
    static var gate: Form {
        .deferred("gate") { GateTable.gate }
    }

    /// A step that is only a gate; without a question it waits.
    static var probe: Form { GateTable.probe }

    /// The table behind `gate`, with all its keys.
    static func table(absent: Question?) -> Form {
        .record(
            absent == nil ? "a gate" : "a probe",
            Key.oneOf(questions, absent: absent),
            Key.optional("service", .text("a service"), "The service whose replicas are asked."),
            Key.optional("port", .port, "The port that is asked, where the question names none."),
            Key.patience,
            Key.optional("warn", .comparison, "A measured value for which this holds is worth a warning."),
            Key.optional("fail", .comparison, "A measured value for which this holds fails.")
        ) { span, question, service, port, patience, warn, fail in
            let limits = warn == nil && fail == nil ? nil : Thresholds(warn: warn, fail: fail)
            return Gate(question.asking(service, port: port), patience: patience, limits: limits, at: span)
        }
        .then { gate, node, reading in gate.isMeasuring(node, &reading) ? gate : nil }
    }

    private static var questions: [Alternative<Question>] {
        let service = Form<Located<String>>.text("a service")
        return [
            Alternative("http", .http, "An HTTP request passes.") { .http($0) },
            Alternative("tcp", .address, "A port accepts connections.") { .tcp($0) },
            Alternative("exec", .execQuestion, "A command in a running container succeeds.") { $0 },
            Alternative("sql", .sqlQuestion, "A query gives the value that it must.") { $0 },
            Alternative("container", service, "The service's containers run and are healthy.") {
                .container($0)
            },
            Alternative("rollout", service, "The platform's own rollout has come to its end.") {
                .rollout($0)
            },
            Alternative("metrics", .metricsQuestion, "A measured value is as it must be.") { .metrics($0) },
            Alternative("logs", .logsQuestion, "A log says what it must, and nothing that it must not.") {
                .logs($0)
            },
            Alternative("disk", .template("a path"), "Free space at a path.") { .disk(path: $0) },
            Alternative("certificate", .address, "How long a certificate is still good.") {
                .certificate(address: $0)
            },
            Alternative("stats", .statsQuestion, "What the engine measures of containers.") { $0 },
            Alternative("all", .list(.gate), "All of several gates hold.") { .all($0) },
            Alternative("checks", .listOrOne(.text("a check")), "Smoke checks of the manifest pass.") {
                .checks($0)
            },
        ]
    }
}

extension Question {
    /// The question put to a service and port that were named beside it.
    fileprivate func asking(_ service: Located<String>?, port: Located<Int>?) -> Question {
        guard service != nil || port != nil else { return self }
        switch self {
        case .http(var question):
            let own = question.address
            question.address = Address(service: own?.service ?? service, port: own?.port ?? port)
            return .http(question)
        case .tcp(let own):
            return .tcp(Address(service: own.service ?? service, host: own.host, port: own.port ?? port))
        default:
            return self
        }
    }
}

extension Gate {
    /// Whether thresholds stand exactly where something is measured.
    fileprivate func isMeasuring(_ node: YAMLNode, _ reading: inout Reading) -> Bool {
        switch question {
        case .metrics, .disk, .certificate, .stats:
            guard limits == nil else { return true }
            let remedy = "Add `fail: \"< 10%\"`, or whatever must not be."
            reading.report(
                .missingKey, "the gate measures something but says not what fails", at: node, remedy: remedy)
            return false
        case .wait, .http, .tcp, .exec, .sql, .container, .rollout, .logs, .all, .checks:
            guard limits != nil else { return true }
            let remedy = "Remove `warn` and `fail`; they belong to metrics, disk, certificate and stats."
            reading.report(.unknownKey, "the gate measures nothing", at: node, remedy: remedy)
            return false
        }
    }
}

/// The tables are large, and a playbook asks for them with every step: each is made once.
private enum GateTable {
    static let gate = Form<Gate>.table(absent: nil)
    static let probe = Form<Gate>.table(absent: .wait)
}
