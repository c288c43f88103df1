/// A JSON value, as objects are kept and answered.
package indirect enum JSON: Hashable, Sendable {
    /// Nothing, said aloud.
    case null
    /// True or false.
    case bool(Bool)
    /// A whole number.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// A text.
    case text(String)
    /// Values in order.
    case list([JSON])
    /// Values by name.
    case object([String: JSON])

    /// A field of an object; nil removes it, and setting one turns anything else into an object.
    package subscript(name: String) -> JSON? {
        get {
            if case .object(let fields) = self { fields[name] } else { nil }
        }
        set {
            if case .object(var fields) = self {
                self = .null
                fields[name] = newValue
                self = .object(fields)
            } else if let newValue {
                self = .object([name: newValue])
            }
        }
    }

    /// A field deep down; setting one makes what is missing above it.
    package subscript(path: [String]) -> JSON? {
        get {
            var here = self
            for name in path {
                guard let next = here[name] else { return nil }
                here = next
            }
            return here
        }
        set {
            guard let first = path.first else { return }
            if path.count == 1 {
                self[first] = newValue
                return
            }
            guard case .object(var fields) = self else {
                if newValue != nil { self[first] = JSON.object([:]).setting(path.dropFirst(), newValue) }
                return
            }
            if newValue == nil, fields[first] == nil { return }
            // Taken out while it changes, so that nothing is copied.
            self = .null
            var child = fields.removeValue(forKey: first) ?? .object([:])
            child[Array(path.dropFirst())] = newValue
            fields[first] = child
            self = .object(fields)
        }
    }

    private func setting(_ path: ArraySlice<String>, _ value: JSON?) -> JSON {
        var result = self
        result[Array(path)] = value
        return result
    }

    /// The text, if it is one.
    package var text: String? { if case .text(let text) = self { text } else { nil } }
    /// The whole number, if it is one.
    package var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
    /// True or false, if it is either.
    package var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
    /// The items, if it is a list.
    package var list: [JSON]? { if case .list(let items) = self { items } else { nil } }
    /// The fields, if it is an object.
    package var fields: [String: JSON]? { if case .object(let fields) = self { fields } else { nil } }

    /// The items of a list below; none if there is none.
    func items(_ path: String...) -> [JSON] { self[path]?.list ?? [] }
    /// A whole number below.
    func count(_ path: String..., or standard: Int64 = 0) -> Int64 { self[path]?.integer ?? standard }
    /// A text below.
    func words(_ path: String..., or standard: String = "") -> String { self[path]?.text ?? standard }
    /// The texts by name below, such as labels.
    func texts(_ path: String...) -> [String: String] { (self[path]?.fields ?? [:]).compactMapValues(\.text) }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByStringInterpolation
{
    /// A text.
    package init(stringLiteral value: String) { self = .text(value) }
    /// A whole number.
    package init(integerLiteral value: Int64) { self = .integer(value) }
    /// True or false.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    /// Values in order.
    package init(arrayLiteral elements: JSON...) { self = .list(elements) }
    /// Values by name; of two under one name the later counts.
    package init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
    }

    /// Texts by name.
    init(_ texts: [String: String]) { self = .object(texts.mapValues { .text($0) }) }
}
