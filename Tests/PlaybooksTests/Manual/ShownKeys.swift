import Playbooks
import YAML

/// Which keys of which mappings files show: text and shape are walked side by side.
struct ShownKeys {
    /// By the keys of a record, not its name: what has the same keys is explained once.
    private var shown: [[RecordShape.Key]: Set<String>] = [:]

    func shows(_ key: String, of record: RecordShape) -> Bool {
        shown[record.keys]?.contains(key) == true
    }

    mutating func walk(_ sample: Validator.Sample) {
        guard let root = YAMLReading(text: sample.text, file: "manual").documents.first else { return }
        walk(root, sample.kind.shape)
    }

    private mutating func walk(_ node: YAMLNode, _ shape: Shape) {
        switch shape {
        case .text, .integer, .boolean, .choice, .anything: break
        case .list(let item): for inner in node.sequence ?? [] { walk(inner, item) }
        case .map(let item): for entry in node.mapping?.entries ?? [] { walk(entry.value, item) }
        case .either(let all): for one in all { walk(node, one) }
        case .named(let name): if let inner = LanguageFile.shape(named: name) { walk(node, inner) }
        case .record(let record):
            for key in record.keys {
                guard let value = node.mapping?[key.name] else { continue }
                shown[record.keys, default: []].insert(key.name)
                walk(value, key.shape)
            }
        }
    }
}
