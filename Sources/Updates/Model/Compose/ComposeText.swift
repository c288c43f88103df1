package import Basis

/// A text of which variables may be a part.
///
/// What is written may be shown; what it became may hold a secret and is one.
package struct ComposeText: Equatable, Sendable {
    /// The text as the file has it, its variables by name.
    package let written: String
    /// The text with its variables replaced.
    package let value: Secret

    /// Joins what is written to what it became.
    package init(written: String, value: Secret) {
        (self.written, self.value) = (written, value)
    }
}

extension ComposeText: CustomStringConvertible {
    /// What is written.
    package var description: String { written }
}
