import Updates

/// The two kinds of file that are written for Belay.
package enum LanguageFile: String, CaseIterable, Sendable {
    /// What is deployed and where: `belay.yml`.
    case manifest
    /// How it is changed.
    case playbook

    /// How the whole file is written.
    package var shape: Shape {
        switch self {
        case .manifest: Form<Manifest>.manifest.shape
        case .playbook: Form<Playbook>.playbook.shape
        }
    }

    /// Its JSON Schema, for editors.
    package var schema: String {
        SchemaWriter.document(of: shape, title: "Belay: \(rawValue)", named: LanguageFile.shape).text
    }

    /// The shapes that stand within themselves, by the names under which others refer to them.
    package static func shape(named name: String) -> Shape? {
        switch name {
        case "gate": Form<Gate>.table(absent: nil).shape
        case "step": Form<Step>.table.shape
        default: nil
        }
    }
}
