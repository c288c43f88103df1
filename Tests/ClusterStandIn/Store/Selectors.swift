/// What a list or a watch is narrowed to.
struct Selectors: Sendable {
    private let labels: LabelMatch
    private let fields: [(path: [String], value: String, isWanted: Bool)]

    /// The fields that every kind may be selected by, and those of some.
    private static let known: [String: [String]] = [
        "pods": [
            "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName",
            "status.phase",
            "status.podIP",
        ],
        "events": [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
            "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath",
            "reason",
            "type", "reportingComponent", "source",
        ],
        "secrets": ["type"], "namespaces": ["status.phase"], "jobs.batch": ["status.successful"],
        "replicasets.apps": ["status.replicas"], "nodes": ["spec.unschedulable"],
    ]

    init(labels: String?, fields: String?, of kind: Kind) throws(Refusal) {
        guard let match = LabelMatch(labels ?? "") else {
            throw .badRequest(
                "unable to parse requirement: found '\(labels ?? "")', expected: a label selector")
        }
        self.labels = match
        var wanted: [(path: [String], value: String, isWanted: Bool)] = []
        for term in (fields ?? "").split(separator: ",") {
            let isWanted = !term.contains("!=")
            let sides = term.replacing("!=", with: "=").replacing("==", with: "=")
                .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else {
                throw .badRequest("invalid selector: '\(term)'; can't understand '\(term)'")
            }
            let name = String(sides[0])
            let known = ["metadata.name", "metadata.namespace"] + (Selectors.known[kind.id] ?? [])
            guard known.contains(name) else {
                throw .badRequest("field label not supported: \(name)")
            }
            wanted.append((name.split(separator: ".").map(String.init), String(sides[1]), isWanted))
        }
        self.fields = wanted
    }

    func match(_ object: JSON) -> Bool {
        guard labels.match(object.labels) else { return false }
        return fields.allSatisfy { path, value, isWanted in
            let found: String
            switch object[path] {
            case .text(let text): found = text
            case .integer(let number): found = String(number)
            case .bool(let bool): found = bool ? "true" : "false"
            default: found = ""
            }
            return (found == value) == isWanted
        }
    }
}

/// A condition on labels, from the query or from a `LabelSelector`.
struct LabelMatch: Sendable {
    private enum Term: Sendable {
        case among(String, Set<String>)
        case notAmong(String, Set<String>)
        case exists(String)
        case absent(String)
    }

    private var terms: [Term] = []

    /// Reads `a=b,c!=d,e in (f,g),!h`; nil if it is nothing of the kind.
    init?(_ text: String) {
        var rest = text[...]
        while !rest.isEmpty {
            var depth = 0
            let term = rest.prefix { letter in
                depth += letter == "(" ? 1 : letter == ")" ? -1 : 0
                return letter != "," || depth > 0
            }
            rest = rest.dropFirst(term.count + 1)
            let trimmed = term.drop { $0 == " " }
            guard let read = LabelMatch.term(String(trimmed)) else { return nil }
            terms.append(read)
        }
    }

    /// Reads a `LabelSelector`; an empty one matches everything.
    init(_ selector: JSON) {
        for (name, value) in selector.texts("matchLabels") { terms.append(.among(name, [value])) }
        for item in selector.items("matchExpressions") {
            let values = Set(item.items("values").compactMap(\.text))
            switch item.words("operator") {
            case "In": terms.append(.among(item.words("key"), values))
            case "NotIn": terms.append(.notAmong(item.words("key"), values))
            case "Exists": terms.append(.exists(item.words("key")))
            default: terms.append(.absent(item.words("key")))
            }
        }
    }

    /// Plain equality, as services select.
    init(equal labels: [String: String]) { terms = labels.map { .among($0.key, [$0.value]) } }

    func match(_ labels: [String: String]) -> Bool {
        terms.allSatisfy { term in
            switch term {
            case .among(let name, let values): labels[name].map(values.contains) ?? false
            case .notAmong(let name, let values): !(labels[name].map(values.contains) ?? false)
            case .exists(let name): labels[name] != nil
            case .absent(let name): labels[name] == nil
            }
        }
    }

    private static func term(_ text: String) -> Term? {
        let words = text.split { $0 == " " || $0 == "(" || $0 == ")" || $0 == "," }.map(String.init)
        if text.contains("("), words.count > 1 {
            switch words[1] {
            case "in": return .among(words[0], Set(words.dropFirst(2)))
            case "notin": return .notAmong(words[0], Set(words.dropFirst(2)))
            default: return nil
            }
        }
        guard words.count <= 1 || text.contains("=") else { return nil }
        if text.hasPrefix("!") { return .absent(String(text.dropFirst())) }
        let isUnequal = text.contains("!=")
        let sides = text.replacing("!=", with: "=").replacing("==", with: "=")
            .split(separator: "=", omittingEmptySubsequences: false)
            .map { $0.filter { $0 != " " } }
        switch sides.count {
        case 1: return sides[0].isEmpty ? nil : .exists(sides[0])
        case 2: return isUnequal ? .notAmong(sides[0], [sides[1]]) : .among(sides[0], [sides[1]])
        default: return nil
        }
    }
}
