import Basis
import YAML

/// The fields that the cluster knows in one kind of mapping.
///
/// Others are legal in a manifest, for the cluster judges and not Belay; but one that is unknown and looks
/// like one that Belay reads is said to be misspelt.
struct KnownFields {
    /// What the mapping is called in messages.
    let title: String
    /// What Belay reads.
    let read: [String]
    /// What else the cluster knows.
    let others: Set<String>

    init(_ title: String, _ read: String, others: String = "") {
        self.title = title
        self.read = read.split(whereSeparator: \.isWhitespace).map(String.init)
        self.others = Set(others.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    func reportMisspelt(in mapping: YAMLMapping, _ remarks: inout Remarks) {
        for entry in mapping.entries {
            guard let name = entry.key.text, !read.contains(name), !others.contains(name),
                let nearest = read.nearest(to: name)
            else { continue }
            remarks.add(
                .misspeltField, "`\(name)` is not a field of \(title)", at: entry.key.span,
                why: "the cluster drops fields that it does not know, or refuses the object",
                remedy: "Did you mean `\(nearest)`?")
        }
    }
}
