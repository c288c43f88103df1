import Basis
package import Updates

/// Everything that belongs to one application's description, read and ready to be held against itself.
package struct Project: Sendable {
    /// The manifest.
    package let manifest: Manifest
    /// The playbooks by name: the project's own, and the standard ones that it did not replace.
    package let playbooks: [Playbook]
    /// The expressions of the manifest.
    package let manifestUses: [ExpressionUse]
    /// The expressions of each playbook, by its name.
    package let playbookUses: [String: [ExpressionUse]]
    /// Whether every playbook could be read: if not, one that is missed may only be broken.
    package let isWhole: Bool
    /// The lines of all files.
    package let lines: SourceLines

    /// A project of its parts.
    package init(
        manifest: Manifest, manifestUses: [ExpressionUse], playbooks: [Playbook],
        playbookUses: [String: [ExpressionUse]], isWhole: Bool, lines: SourceLines
    ) {
        (self.manifest, self.manifestUses) = (manifest, manifestUses)
        (self.playbooks, self.playbookUses) = (playbooks, playbookUses)
        (self.isWhole, self.lines) = (isWhole, lines)
    }

    /// A playbook by its name.
    package func playbook(_ name: String) -> Playbook? { playbooks.first { $0.name.value == name } }

    func finding(
        _ code: CheckCode, _ what: String, at span: Span, why: String? = nil, remedy: String? = nil
    ) -> Diagnostic {
        Diagnostic(code, what, at: lines.place(span), why: why, remedy: remedy, severity: code.severity)
    }
}
