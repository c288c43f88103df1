package import Basis
package import Updates

/// What came of reading a project's Compose files.
package struct ComposeDraft: Sendable {
    /// The project; nil if it has an error, because part of a project is another project.
    package let project: ComposeProject?
    /// Everything that is wrong or odd, in the order of the files.
    package let problems: [Diagnostic]
    /// What will hurt when it runs, as far as these files alone tell, in their order.
    package let findings: [Diagnostic]
    /// Where variables were replaced: what came of it is not to be shown.
    package let replaced: Set<Span>
    /// The variables that the files asked for, each once, by name.
    package let variables: [ComposeVariableUse]

    /// Whether nothing is worse than a warning.
    package var isSound: Bool { problems.allSatisfy { $0.severity < .error } }
}
