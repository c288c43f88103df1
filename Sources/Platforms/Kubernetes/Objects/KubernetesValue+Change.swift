internal import Basis
internal import Updates

extension KubernetesValue {
    /// The same with one field set, or taken away; what is no object becomes one.
    func setting(_ key: String, to value: KubernetesValue?) -> KubernetesValue {
        var fields: [Field] = []
        if case .object(let own) = self { fields = own }
        let index = fields.firstIndex { $0.key == key }
        switch (index, value) {
        case (let index?, let value?): fields[index] = Field(key, value)
        case (let index?, nil): fields.remove(at: index)
        case (nil, let value?): fields.append(Field(key, value))
        case (nil, nil): break
        }
        return .object(fields)
    }

    /// The same with what stands at a path changed; missing objects on the way are made.
    func changing(_ path: [String], _ change: (KubernetesValue?) -> KubernetesValue?) -> KubernetesValue {
        guard let key = path.first else { return change(self) ?? .null }
        if path.count == 1 { return setting(key, to: change(self[key])) }
        let inner = self[key] ?? .object([])
        return setting(key, to: inner.changing(Array(path.dropFirst()), change))
    }

    /// What stands at a path.
    func at(_ path: String...) -> KubernetesValue? {
        path.reduce(self) { (here: KubernetesValue?, key) in here?[key] }
    }

    /// The text, in custody or not.
    var words: String? {
        switch self {
        case .string(let text): text
        case .secret(let secret): secret.reveal()
        case .int(let number): "\(number)"
        default: nil
        }
    }

    /// The whole number.
    var count: Int? { if case .int(let number) = self { number } else { nil } }

    /// The items of a list.
    var items: [KubernetesValue] { if case .list(let items) = self { items } else { [] } }

    /// The fields of an object.
    var fields: [Field] { if case .object(let fields) = self { fields } else { [] } }

    /// Texts by name, as an object.
    init(_ texts: [String: String]) {
        self = .object(texts.sorted { $0.key < $1.key }.map { Field($0.key, .string($0.value)) })
    }
}
