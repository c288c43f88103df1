import Basis
import Updates
import YAML

extension Form where Value == HTTPQuestion {
    /// A request: its path alone, or a mapping with what is sent and what must come back.
    static var http: Form {
        let bare = Form<Template>.template("a path such as /health, or a URL").map { HTTPQuestion(.get, $0) }
        return .byKind(scalar: bare, mapping: request)
    }

    private static var request: Form {
        let names = Form<[Named<Template>]>.map(.template())
        return .record(
            "an http request",
            Key.optional(
                "service", .text("a service"), "The service that is asked; without it the front door."),
            Key.optional("port", .port, "The port of the service."),
            Key.methodAndTarget,
            Key.optional(
                "headers", names, default: [], "Header fields to send."),
            Key.optional("body", .template(), "What is sent."),
            Key.optional(
                "json", .jsonFields, default: .init(),
                "What is sent as JSON; keys with `$.` must hold instead."),
            Key.optional(
                "status", .listOrOne(.status), default: [], "Statuses that pass; 200-399 if none is given."),
            Key.optional("latency", .duration, "The answer must have come by then."),
            Key.optional("answer-headers", names, default: [], "Header fields that the answer must have."),
            Key.optional("text", .textExpectation, "What the answer must hold."),
            Key.optional(
                "capture", .map(.text("a path such as $.token")), default: [], "What is kept, by name.")
        ) { span, service, port, asked, headers, body, json, status, latency, answer, text, captures in
            var question = HTTPQuestion(asked.method, asked.target)
            if service != nil || port != nil { question.address = Address(service: service, port: port) }
            (question.headers, question.body) = (headers, body ?? json.body)
            (question.status, question.latency, question.expectedHeaders) = (status, latency, answer)
            (question.text, question.json, question.captures) = (text, json.expectations, captures)
            return question
        }
    }
}

/// How a request is asked, and for what.
struct Asked: Sendable {
    let method: HTTPQuestion.Method
    let target: Template
}

extension Key where Value == Asked {
    /// `get: /path`, `post: /path` and so on, or `path:` for a plain get.
    static var methodAndTarget: Key {
        let target = Form<Template>.template("a path such as /health, or a URL")
        let methods = HTTPQuestion.Method.allCases.map { method in
            Alternative(method.rawValue, target, "The path to \(method.rawValue).") {
                Asked(method: method, target: $0)
            }
        }
        let aliases = ["path", "url"].map { name in
            Alternative(name, target, "The path to get.") { Asked(method: .get, target: $0) }
        }
        return .oneOf(methods + aliases)
    }
}
