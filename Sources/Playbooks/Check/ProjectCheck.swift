package import Basis
import Updates

/// Holds a project against itself: every finding of every rule, in the order of the files.
package enum ProjectCheck {
    /// One thing that is looked for.
    typealias Rule = @Sendable (Project) -> [Diagnostic]

    static let rules: [Rule] = [
        expressions, unknownNames, duplicateNames, calls, unusedInputs, missingSections, unsafeRetries,
        migrations, irreversibleSteps, backups, plainSecrets, schedules,
    ]

    /// All findings.
    package static func findings(in project: Project) -> [Diagnostic] {
        rules.flatMap { $0(project) }.inReadingOrder
    }
}
