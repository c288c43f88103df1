/// The names that may be used at a place, with their types: what is known before anything runs.
package struct NameScope: Hashable, Sendable {
    private var types: [String: ValueType]
    /// Names under which anything may stand, because it is known only when it runs.
    private var open: Set<String>

    /// A scope with given names; below an `open` one any further part is accepted.
    package init(_ types: [String: ValueType], open: Set<String> = []) {
        (self.types, self.open) = (types, open)
    }

    /// The type of a name, or nil if there is no such name here.
    package func type(of path: NamePath) -> ValueType? {
        if let type = types[path.description] { return type }
        let isOpen = path.parts.indices.dropFirst().contains { end in
            open.contains(path.parts[..<end].joined(separator: "."))
        }
        return isOpen ? .later : nil
    }

    /// Every name that can be listed, in order.
    package var names: [String] { types.keys.sorted() + open.sorted().map { "\($0).…" } }

    /// The scope with more names; a name that was here already takes the new type.
    package func adding(_ more: [String: ValueType], open further: Set<String> = []) -> NameScope {
        NameScope(types.merging(more) { $1 }, open: open.union(further))
    }
}
