internal import Basis

/// A place within a JSON text: `$`, `$.total`, `$.items[0].id`, `$.labels['a.b']`, `$.items[-1]`.
struct JSONPath: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case name(String)
        /// From the end where it is negative.
        case index(Int)
    }

    private let parts: [Part]

    /// Reads a path; nil if it is none.
    init?(_ text: String) {
        guard text.first == "$" else { return nil }
        var rest = text.dropFirst()
        var parts: [Part] = []
        while let mark = rest.first {
            if mark == "." {
                let name = rest.dropFirst().prefix { $0 != "." && $0 != "[" }
                guard !name.isEmpty else { return nil }
                parts.append(.name(String(name)))
                rest = rest[name.endIndex...]
            } else if mark == "[", let close = rest.firstIndex(of: "]") {
                let inner = rest[rest.index(after: rest.startIndex)..<close]
                guard let part = JSONPath.part(inner) else { return nil }
                parts.append(part)
                rest = rest[rest.index(after: close)...]
            } else {
                return nil
            }
        }
        self.parts = parts
    }

    private static func part(_ inner: Substring) -> Part? {
        if let index = Int(inner) { return .index(index) }
        guard inner.count > 2, let quote = inner.first, quote == "'" || quote == "\"", inner.last == quote
        else {
            return nil
        }
        return .name(String(inner.dropFirst().dropLast()))
    }

    /// What stands there; nil if nothing does.
    func value(in tree: JSONTree) -> JSONTree? {
        parts.reduce(tree) { (here: JSONTree?, part) -> JSONTree? in
            switch part {
            case .name(let name): return here?[name]
            case .index(let index):
                guard let items = here?.items else { return nil }
                let place = index < 0 ? items.count + index : index
                return items.indices.contains(place) ? items[place] : nil
            }
        }
    }
}
