import Basis
import YAML

/// A node of a Compose file whose variables are replaced: what files are merged and read as.
///
/// It keeps what is written beside what it became, because messages may only show the former.
struct ComposeNode {
    /// What it holds.
    enum Content {
        case null
        case scalar(String)
        case sequence([ComposeNode])
        case mapping([ComposeEntry])
    }

    var content: Content
    /// Where it comes from.
    let site: YAMLNode
    /// The directory that its paths are relative to: empty for the project's own.
    let directory: String
    /// What is written in its place, if that is another text than it became.
    var written: String?

    init(_ content: Content, at site: YAMLNode, in directory: String, written: String? = nil) {
        (self.content, self.site, self.directory, self.written) = (content, site, directory, written)
    }

    /// The same place with other content.
    func with(_ content: Content) -> ComposeNode {
        ComposeNode(content, at: site, in: directory)
    }

    /// The same place with a part of its text, and the same part of what is written if it has that.
    func part(_ text: some StringProtocol, written: String?) -> ComposeNode {
        ComposeNode(.scalar(String(text)), at: site, in: directory, written: written)
    }

    var span: Span { site.span }
    var place: Place { site.place }

    var isNull: Bool { if case .null = content { true } else { false } }
    var text: String? { if case .scalar(let text) = content { text } else { nil } }
    var sequence: [ComposeNode]? { if case .sequence(let all) = content { all } else { nil } }
    var mapping: [ComposeEntry]? { if case .mapping(let all) = content { all } else { nil } }

    /// The value of a key; it looks through all entries, keys are few.
    subscript(_ key: String) -> ComposeNode? { mapping?.first { $0.key == key }?.value }

    /// Its text as it may be shown.
    var shown: String { String((written ?? text ?? "").prefix(60)) }

    /// What is here, in words that may be shown.
    var meaning: String {
        switch content {
        case .null: "nothing"
        case .scalar: "`\(shown)`"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
