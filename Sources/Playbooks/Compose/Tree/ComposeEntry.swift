import Basis
import YAML

/// A key with its value.
struct ComposeEntry {
    let key: String
    /// Where the key is written.
    let site: YAMLNode
    var value: ComposeNode
    /// What is written for the key, if it is an item of a list in which variables were replaced.
    var written: String?

    /// The key as it may be shown.
    var shown: String { written ?? key }

    var span: Span { site.span }
}
