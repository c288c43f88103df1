internal import Basis

extension EngineValue {
    /// A field of an object; nil if there is none.
    subscript(_ name: String) -> EngineValue? {
        get { if case .object(let fields) = self { fields[name] } else { nil } }
        set {
            guard case .object(var fields) = self else { return }
            fields[name] = newValue
            self = .object(fields)
        }
    }

    /// The elements of a list.
    var elements: [EngineValue] { if case .list(let values) = self { values } else { [] } }

    /// A text, secret or not.
    var text: String? {
        switch self {
        case .text(let text): text
        case .secret(let secret): secret.reveal()
        case .assignment(let name, let secret): "\(name)=\(secret.reveal())"
        default: nil
        }
    }

    /// A whole number.
    var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
}

extension EngineValue: Decodable {
    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Reads any JSON value. Fields that are null are left out: the engine means by both the same.
    package init(from decoder: any Decoder) throws {
        if let fields = try? decoder.container(keyedBy: Name.self) {
            var values: [String: EngineValue] = [:]
            for name in fields.allKeys where try !fields.decodeNil(forKey: name) {
                values[name.stringValue] = try fields.decode(EngineValue.self, forKey: name)
            }
            self = .object(values)
            return
        }
        if var list = try? decoder.unkeyedContainer() {
            var values: [EngineValue] = []
            while !list.isAtEnd {
                if try !list.decodeNil() { values.append(try list.decode(EngineValue.self)) }
            }
            self = .list(values)
            return
        }
        let single = try decoder.singleValueContainer()
        if let flag = try? single.decode(Bool.self) {
            self = .bool(flag)
        } else if let number = try? single.decode(Int64.self) {
            self = .integer(number)
        } else {
            self = .text(try single.decode(String.self))
        }
    }
}
