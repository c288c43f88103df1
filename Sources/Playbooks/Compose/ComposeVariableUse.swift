package import Basis

/// A variable that the files of a project ask for.
package struct ComposeVariableUse: Hashable, Sendable {
    /// What became of it.
    package enum Outcome: Hashable, Sendable {
        /// It has a value.
        case set
        /// It has none, and what is written in its place was taken.
        case substituted
        /// It has none and became nothing.
        case empty
        /// It has none and must have one.
        case missing
    }

    /// Its name.
    package let name: String
    /// The first place that asks for it.
    package let span: Span
    /// What became of it there.
    package let outcome: Outcome
}
