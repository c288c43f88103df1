/// Why the server does not do what it was asked: the `Status` that says so.
struct Refusal: Error, Sendable {
    let code: Int
    let reason: String
    let message: String
    var details: JSON = [:]
    var headers: [(name: String, value: String)] = []

    var status: JSON {
        var status: JSON = [
            "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure",
            "message": .text(message), "reason": .text(reason), "code": .integer(Int64(code)),
        ]
        if details != [:] { status["details"] = details }
        return status
    }

    static let unauthorized = Refusal(code: 401, reason: "Unauthorized", message: "Unauthorized")

    /// The object or the page is not there.
    static let noSuchPath = Refusal(
        code: 404, reason: "NotFound", message: "the server could not find the requested resource",
        details: [:])

    static func notFound(_ kind: Kind, _ name: String) -> Refusal {
        Refusal(
            code: 404, reason: "NotFound", message: "\(kind.id) \"\(name)\" not found",
            details: about(kind, name))
    }

    static func alreadyExists(_ kind: Kind, _ name: String) -> Refusal {
        Refusal(
            code: 409, reason: "AlreadyExists", message: "\(kind.id) \"\(name)\" already exists",
            details: about(kind, name))
    }

    static func conflict(_ kind: Kind, _ name: String, _ why: String) -> Refusal {
        Refusal(
            code: 409, reason: "Conflict",
            message: "Operation cannot be fulfilled on \(kind.id) \"\(name)\": \(why)",
            details: about(kind, name))
    }

    static func modified(_ kind: Kind, _ name: String) -> Refusal {
        conflict(
            kind, name,
            "the object has been modified; please apply your changes to the latest version and try again")
    }

    static func badRequest(_ message: String) -> Refusal {
        Refusal(code: 400, reason: "BadRequest", message: message)
    }

    static func forbidden(_ kind: Kind, _ name: String, _ why: String, causes: [JSON] = []) -> Refusal {
        var details = about(kind, name)
        if !causes.isEmpty { details["causes"] = .list(causes) }
        let subject = name.isEmpty ? kind.id : "\(kind.id) \"\(name)\""
        return Refusal(
            code: 403, reason: "Forbidden", message: "\(subject) is forbidden: \(why)", details: details)
    }

    static func expired(_ message: String) -> Refusal {
        Refusal(code: 410, reason: "Expired", message: message)
    }

    static func tooLarge(_ asked: Int64, current: Int64) -> Refusal {
        Refusal(
            code: 504, reason: "Timeout",
            message: "Too large resource version: \(asked), current: \(current)",
            details: [
                "causes": [["reason": "ResourceVersionTooLarge", "message": "Too large resource version"]],
                "retryAfterSeconds": 1,
            ])
    }

    static func methodNotAllowed() -> Refusal {
        Refusal(
            code: 405, reason: "MethodNotAllowed",
            message: "the server does not allow this method on the requested resource")
    }

    static func internalError(_ message: String) -> Refusal {
        Refusal(
            code: 500, reason: "InternalError", message: "Internal error occurred: \(message)",
            details: ["causes": [["message": .text(message)]]])
    }

    /// What is wrong with the fields of an object.
    static func invalid(_ kind: Kind, _ name: String, _ flaws: [Flaw]) -> Refusal {
        let texts = flaws.map { "\($0.field): \($0.words)" }
        let all = texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
        var details: JSON = ["name": .text(name), "kind": .text(kind.name)]
        if !kind.group.isEmpty { details["group"] = .text(kind.group) }
        details["causes"] = .list(
            flaws.map {
                ["reason": .text($0.reason), "message": .text($0.words), "field": .text($0.field)]
            })
        let subject = kind.group.isEmpty ? kind.name : "\(kind.name).\(kind.group)"
        return Refusal(
            code: 422, reason: "Invalid", message: "\(subject) \"\(name)\" is invalid: \(all)",
            details: details)
    }

    private static func about(_ kind: Kind, _ name: String) -> JSON {
        var details: JSON = ["kind": .text(kind.plural)]
        if !name.isEmpty { details["name"] = .text(name) }
        if !kind.group.isEmpty { details["group"] = .text(kind.group) }
        return details
    }
}

/// What is wrong with one field.
struct Flaw: Sendable {
    let reason: String
    let field: String
    let words: String

    static func required(_ field: String, _ why: String = "") -> Flaw {
        Flaw(
            reason: "FieldValueRequired", field: field,
            words: "Required value\(why.isEmpty ? "" : ": \(why)")")
    }

    static func invalid(_ field: String, _ value: JSON?, _ why: String) -> Flaw {
        let shown = value.map { String(decoding: $0.bytes(), as: UTF8.self) } ?? "null"
        return Flaw(reason: "FieldValueInvalid", field: field, words: "Invalid value: \(shown): \(why)")
    }

    static func unsupported(_ field: String, _ value: String, _ allowed: [String]) -> Flaw {
        let list = allowed.map { "\"\($0)\"" }.joined(separator: ", ")
        return Flaw(
            reason: "FieldValueNotSupported", field: field,
            words: "Unsupported value: \"\(value)\": supported values: \(list)")
    }

    static func duplicate(_ field: String, _ value: JSON) -> Flaw {
        Flaw(
            reason: "FieldValueDuplicate", field: field,
            words: "Duplicate value: \(String(decoding: value.bytes(), as: UTF8.self))")
    }

    static func forbidden(_ field: String, _ why: String) -> Flaw {
        Flaw(reason: "FieldValueForbidden", field: field, words: "Forbidden: \(why)")
    }
}
