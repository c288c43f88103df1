/// Writes shapes down as JSON Schema, draft 7: the newest that every editor's YAML support reads.
///
/// Each record stands once, under `definitions`, however often it is used, and so records can contain
/// themselves.
struct SchemaWriter {
    private typealias Entry = (key: String, value: SchemaNode)

    private let named: @Sendable (String) -> Shape?
    private var names: [RecordShape: String] = [:]
    private var definitions: [Entry] = []

    /// The schema of a whole file; `named` knows the shapes that are called by their name.
    static func document(
        of shape: Shape, title: String, named: @escaping @Sendable (String) -> Shape?
    ) -> SchemaNode {
        var writer = SchemaWriter(named: named)
        let root = writer.entries(of: shape)
        let head: [Entry] = [
            ("$schema", .text("http://json-schema.org/draft-07/schema#")), ("title", .text(title)),
        ]
        let definitions = writer.definitions.sorted { $0.key < $1.key }
        return .object(head + root + [("definitions", .object(definitions))])
    }

    private init(named: @escaping @Sendable (String) -> Shape?) { self.named = named }

    private mutating func schema(of shape: Shape) -> SchemaNode { .object(entries(of: shape)) }

    private mutating func entries(of shape: Shape) -> [Entry] {
        switch shape {
        case .text(let words, let pattern, let numbers): text(words, pattern, numbers)
        case .integer(let range):
            [
                ("type", .text("integer")), ("minimum", .number(range.lowerBound)),
                ("maximum", .number(range.upperBound)),
            ]
        case .boolean: [("type", .text("boolean"))]
        case .choice(let words): [("enum", .list(words.map { .text($0) }))]
        case .list(let item): [("type", .text("array")), ("items", schema(of: item))]
        case .map(let item): [("type", .text("object")), ("additionalProperties", schema(of: item))]
        case .record(let record): [("$ref", .text("#/definitions/\(definition(of: record))"))]
        case .either(let all): [("anyOf", .list(all.map { schema(of: $0) }))]
        case .named(let name): entries(of: named(name) ?? .anything)
        case .anything: []
        }
    }

    private func text(_ words: String, _ pattern: String?, _ numbers: ClosedRange<Int>?) -> [Entry] {
        guard let pattern else {
            let types: [SchemaNode] = [.text("string"), .text("number"), .text("boolean")]
            return [("title", .text(words)), ("type", .list(types))]
        }
        let head: [Entry] = [("title", .text(words))]
        guard let numbers else { return head + [("type", .text("string")), ("pattern", .text(pattern))] }
        return head + [
            ("type", .list([.text("string"), .text("integer")])), ("pattern", .text(pattern)),
            ("minimum", .number(numbers.lowerBound)), ("maximum", .number(numbers.upperBound)),
        ]
    }

    /// The name under which a record stands, which is written down if it is met for the first time.
    private mutating func definition(of record: RecordShape) -> String {
        if let name = names[record] { return name }
        let plain = record.name.withoutArticle.split(separator: " ").joined(separator: "-")
        let taken = Set(names.values)
        let name =
            taken.contains(plain)
            ? (2...).lazy.map { "\(plain)-\($0)" }.first { !taken.contains($0) } ?? plain : plain
        // Before what is in it, which may be itself.
        names[record] = name
        let entries = entries(of: record)
        definitions.append((name, .object(entries)))
        return name
    }

    private mutating func entries(of record: RecordShape) -> [Entry] {
        var entries: [Entry] = [("type", .text("object"))]
        entries.append(("properties", .object(record.keys.map { ($0.name, property($0)) })))
        let required = record.keys.filter(\.isRequired).map { SchemaNode.text($0.name) }
        if !required.isEmpty { entries.append(("required", .list(required))) }
        let choices = record.choices.map(schema)
        if !choices.isEmpty { entries.append(("allOf", .list(choices))) }
        entries.append(("patternProperties", .object([("^x-", .object([]))])))
        entries.append(("additionalProperties", .flag(false)))
        return entries
    }

    /// What a key takes, with what it is for. Beside a reference nothing is read, so it stands in a list.
    private mutating func property(_ key: RecordShape.Key) -> SchemaNode {
        let about: Entry = ("description", .text(key.about))
        switch key.shape {
        case .record, .named: return .object([about, ("allOf", .list([schema(of: key.shape)]))])
        default: return .object([about] + entries(of: key.shape))
        }
    }

    /// One of several keys, or none where none is needed.
    private func schema(of choice: RecordShape.Choice) -> SchemaNode {
        let each = choice.names.map { SchemaNode.object([("required", .list([.text($0)]))]) }
        let none = SchemaNode.object([("not", .object([("anyOf", .list(each))]))])
        return .object([("oneOf", .list(choice.isRequired ? each : each + [none]))])
    }
}

extension String {
    /// A name without the article before it: `gate` for `a gate`.
    var withoutArticle: String {
        for article in ["a ", "an ", "the "] where hasPrefix(article) {
            return String(dropFirst(article.count))
        }
        return self
    }
}
