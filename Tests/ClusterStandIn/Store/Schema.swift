/// What is known of a field: enough to merge it, to own it and to refuse what is not its kind.
indirect enum Schema: Sendable {
    case text, integer, bool
    /// A number or a text: quantities, ports by name or number.
    case quantity
    /// Anything at all, merged field by field where it is an object.
    case anything
    /// Fields by name, in the table.
    case structure(String)
    /// Any names, all of one type.
    case map(Schema)
    case list(Schema)
    /// A list in which each value stands once.
    case set(Schema)
    /// A list of objects told apart by some of their fields.
    case keyed([String], Schema)
    /// Replaced as a whole, whatever is in it.
    case atomic(Schema)

    /// The structures by name, each with its fields.
    static let structures: [String: [String: Schema]] = {
        var structures: [String: [String: Schema]] = [:]
        for line in table.split(separator: "\n") {
            let sides = line.split(separator: ":", maxSplits: 1)
            var fields = structures[String(sides[0])] ?? [:]
            for field in sides[1].split(separator: " ") {
                let parts = field.split(separator: "=", maxSplits: 1)
                fields[String(parts[0])] = parts.count > 1 ? Schema(parts[1]) : .text
            }
            structures[String(sides[0])] = fields
        }
        return structures
    }()

    /// The schema of a kind of object; kinds that are not in the table take anything.
    static func of(_ kind: Kind) -> Schema {
        structures[kind.name] == nil ? .anything : .structure(kind.name)
    }

    /// Reads a type as the table writes it.
    private init(_ text: Substring) {
        switch text.first {
        case "!": self = .atomic(Schema(text.dropFirst()))
        case "{": self = .map(Schema(text.dropFirst()))
        case "#": self = .set(Schema(text.dropFirst()))
        case "(":
            let keys = text.dropFirst().prefix { $0 != ")" }
            let rest = text.dropFirst(keys.count + 2)
            self = .keyed(keys.split(separator: ",").map(String.init), Schema(rest))
        case "[": self = .list(Schema(text.dropFirst()))
        default:
            switch text {
            case "s": self = .text
            case "i": self = .integer
            case "b": self = .bool
            case "q": self = .quantity
            case "*": self = .anything
            default: self = .structure(String(text))
            }
        }
    }

    /// What a field of it is; nil where there is no such field.
    func field(_ name: String) -> Schema? {
        switch self {
        case .structure(let type): Schema.structures[type]?[name]
        case .map(let element): element
        case .anything: .anything
        case .atomic(let inner): inner.field(name)
        default: nil
        }
    }

    /// What its items are.
    var item: Schema {
        switch self {
        case .list(let item), .set(let item), .keyed(_, let item): item
        case .atomic(let inner): inner.item
        default: .anything
        }
    }

    /// Whether its fields are owned and merged one by one.
    var isGranular: Bool {
        switch self {
        case .structure, .map, .anything: true
        default: false
        }
    }

    /// The fields by which the items of a list are told apart.
    var keys: [String]? {
        if case .keyed(let keys, _) = self { keys } else { nil }
    }

    var isSet: Bool { if case .set = self { true } else { false } }
}
