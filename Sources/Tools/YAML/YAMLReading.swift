internal import Basis

/// A YAML text, read: its documents, and everything that is wrong with it.
///
/// The text must be UTF-8. Nothing that it holds can trap, recurse or grow beyond the limits. Whoever acts on
/// the documents looks at `problems` first.
package struct YAMLReading: Sendable {
    /// The root of each document that was read to its end; an empty document is a null, an empty text has
    /// none.
    package let documents: [YAMLNode]
    /// All that is wrong, in the order of the text.
    ///
    /// A fault of syntax ends the reading, so it is the last.
    package let problems: [YAMLProblem]

    /// Reads bytes that came from `file`, the name that the operator knows.
    package init(_ bytes: [UInt8], file: String, limits: YAMLLimits = YAMLLimits()) {
        let source = SourceText(file: file, bytes: bytes)
        let found = InputCheck(source: source, limits: limits).problems()
        guard found.isEmpty else {
            (documents, problems) = ([], found)
            return
        }
        var builder = TreeBuilder(source: source, limits: limits)
        let tree = builder.read()
        documents = builder.roots.map { YAMLNode(tree: tree, at: $0) }
        problems = builder.problems.sorted { $0.span.start < $1.span.start }
    }

    /// Reads a text that came from `file`, the name that the operator knows.
    package init(text: String, file: String, limits: YAMLLimits = YAMLLimits()) {
        self.init(Array(text.utf8), file: file, limits: limits)
    }
}
