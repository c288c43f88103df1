import YAML

/// A mapping with fixed keys, as a file has it.
struct WrittenRecord {
    /// Where it is written, for what is missing.
    let node: YAMLNode
    /// Its keys and values.
    let mapping: YAMLMapping
    /// Whether keys in it are nobody's; each has been reported.
    let hasUnknownKeys: Bool
}
