import YAML

/// A Compose file whose YAML is read.
struct ComposeSource {
    let name: String
    /// Its documents that hold anything, each a file over those before it.
    let documents: [YAMLNode]
}
