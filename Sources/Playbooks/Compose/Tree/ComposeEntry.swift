import Basis
import YAML

/// A key with its value.
struct ComposeEntry {
    let key: String
    /// Where the key is written.
    let site: YAMLNode
    var value: ComposeNode

    var span: Span { site.span }
}
