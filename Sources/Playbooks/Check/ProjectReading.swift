package import Basis
import Updates

/// Reads the files of a project, and says everything that is wrong with them: each by itself, and all
/// together.
package struct ProjectReading: Sendable {
    /// A file: the name by which the operator knows it, and what it holds.
    package struct File: Sendable {
        /// The name by which the operator knows it.
        package let name: String
        /// What it holds.
        package let bytes: [UInt8]

        /// A file of a name.
        package init(name: String, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
    }

    /// The project; nil if the manifest could not be read.
    package let project: Project?
    /// Everything that is wrong, in the order of the files.
    package let problems: [Diagnostic]

    /// Reads a manifest and the project's own playbooks; the standard ones fill in what is missing.
    package init(manifest: File, playbooks: [File]) {
        var lines = SourceLines()
        let draft = ManifestFile.read(manifest.bytes, named: manifest.name)
        lines.add(manifest.bytes, as: manifest.name)
        var problems = draft.problems
        var read: [Playbook] = []
        var own: Set<String> = []
        var isWhole = true
        var uses: [String: [ExpressionUse]] = [:]
        for (index, file) in (playbooks + ProjectReading.standard).enumerated() {
            let draft = PlaybookFile.read(file.bytes, named: file.name)
            problems += draft.problems
            guard let playbook = draft.value else {
                isWhole = false
                continue
            }
            let isTaken = read.contains { $0.name.value == playbook.name.value }
            guard !isTaken else { continue }
            lines.add(file.bytes, as: file.name)
            uses[playbook.name.value] = draft.uses
            read.append(playbook)
            if index < playbooks.count { own.insert(playbook.name.value) }
        }
        let project = draft.value.map { manifest in
            Project(
                manifest: manifest, manifestUses: draft.uses, playbooks: read, own: own, playbookUses: uses,
                isWhole: isWhole,
                lines: lines)
        }
        self.project = project
        self.problems = problems.inReadingOrder
    }

    private static var standard: [File] {
        StandardPlaybooks.files.map { File(name: "standard playbook \($0.name)", bytes: $0.bytes) }
    }
}
