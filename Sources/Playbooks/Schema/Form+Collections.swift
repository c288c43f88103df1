import Basis
import Updates
import YAML

extension Form {
    /// A list of the same; every item is read, whatever is wrong with the others.
    static func list<Item>(_ item: Form<Item>) -> Form where Value == [Item] {
        Form(.list(item.shape)) { node, reading in
            guard let nodes = node.sequence else {
                reading.expected("a list", at: node)
                return nil
            }
            let items = nodes.map { item.read($0, &reading) }
            return items.contains { $0 == nil } ? nil : items.compactMap { $0 }
        }
    }

    /// A list, or one item alone.
    static func listOrOne<Item>(_ item: Form<Item>) -> Form where Value == [Item] {
        let list = Form<[Item]>.list(item)
        return Form(.either([item.shape, list.shape])) { node, reading in
            node.kind == .sequence ? list.read(node, &reading) : item.read(node, &reading).map { [$0] }
        }
    }

    /// Names of the writer's own, each with the same kind of value, in the order written.
    static func map<Item>(_ item: Form<Item>) -> Form where Value == [Named<Item>] {
        Form(.map(item.shape)) { node, reading in
            guard let mapping = node.mapping else {
                reading.expected("a mapping", at: node)
                return nil
            }
            var isWhole = true
            var all: [Named<Item>] = []
            for entry in mapping.entries {
                guard let name = entry.key.literal else {
                    reading.expected("a name", at: entry.key)
                    isWhole = false
                    continue
                }
                if let value = item.read(entry.value, &reading) {
                    all.append(Named(name: name, value: value))
                } else {
                    isWhole = false
                }
            }
            return isWhole ? all : nil
        }
    }

    /// One form or the other, told apart by the kind of node that is written.
    static func byKind(scalar: Form? = nil, sequence: Form? = nil, mapping: Form? = nil) -> Form {
        let shapes = [scalar, sequence, mapping].compactMap { $0?.shape }
        let words = Shape.either(shapes).words
        return Form(.either(shapes)) { node, reading in
            let form =
                switch node.kind {
                case .scalar: node.isNull ? nil : scalar
                case .sequence: sequence
                case .mapping: mapping
                }
            guard let form else {
                reading.expected(words, at: node)
                return nil
            }
            return form.read(node, &reading)
        }
    }
}
