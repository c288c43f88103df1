import Basis
package import Updates

/// Everything that belongs to one application's description, read and ready to be held against itself.
package struct Project: Sendable {
    /// The manifest.
    package let manifest: Manifest
    /// The playbooks by name: the project's own, and the standard ones that it did not replace.
    package let playbooks: [Playbook]
    /// The names of its own playbooks.
    package let ownPlaybooks: Set<String>
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
        manifest: Manifest, manifestUses: [ExpressionUse], playbooks: [Playbook], own: Set<String>,
        playbookUses: [String: [ExpressionUse]], isWhole: Bool, lines: SourceLines
    ) {
        (self.manifest, self.manifestUses) = (manifest, manifestUses)
        (self.playbooks, ownPlaybooks, self.playbookUses) = (playbooks, own, playbookUses)
        (self.isWhole, self.lines) = (isWhole, lines)
    }

    /// The same project with another manifest, and more lines.
    func with(_ manifest: Manifest, lines: SourceLines) -> Project {
        Project(
            manifest: manifest, manifestUses: manifestUses, playbooks: playbooks, own: ownPlaybooks,
            playbookUses: playbookUses, isWhole: isWhole, lines: lines)
    }

    /// A playbook by its name.
    package func playbook(_ name: String) -> Playbook? { playbooks.first { $0.name.value == name } }

    /// The playbooks that the project wrote or asks for: a standard one that nobody asks for may need what
    /// the project does not have.
    var playbooksInUse: [Playbook] {
        var names = ownPlaybooks.union(manifest.schedule.map(\.value.playbook.value))
        var reached: [Playbook] = []
        while true {
            let next = playbooks.filter { playbook in
                names.contains(playbook.name.value)
                    && !reached.contains { $0.name.value == playbook.name.value }
            }
            guard !next.isEmpty else { return playbooks.filter { names.contains($0.name.value) } }
            reached += next
            names.formUnion(next.flatMap(\.calls).map(\.value))
        }
    }

    func finding(
        _ code: CheckCode, _ what: String, at span: Span, why: String? = nil, remedy: String? = nil
    ) -> Diagnostic {
        Diagnostic(code, what, at: lines.place(span), why: why, remedy: remedy, severity: code.severity)
    }
}
