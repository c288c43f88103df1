internal import Basis
internal import Ports
internal import Subprocesses
package import Updates

/// What the backups of one environment are made with.
package struct BackupSetting: Sendable {
    let manifest: Manifest
    let environment: String
    let project: String
    let tools: DataMeans
    let lexicon: Lexicon

    /// A setting of its parts. The manifest is already overlaid by the environment; the project is its
    /// folder.
    package init(manifest: Manifest, environment: String, project: String, tools: DataMeans) {
        (self.manifest, self.environment, self.project) = (manifest, environment, project)
        self.tools = tools
        lexicon = Lexicon(vault: tools.vault) { name in
            switch name.parts {
            case ["app"]: .text(manifest.app.value)
            case ["env"]: .text(environment)
            default: nil
            }
        }
    }

    /// Where backups go and how long they stay.
    var rules: BackupRules {
        get throws(BackupFailure) {
            guard let rules = manifest.backups else {
                let app = manifest.app.value
                throw BackupFailure(.noRules, "the manifest says nothing of backups", at: app)
            }
            return rules
        }
    }

    /// How backups are proved where nothing else is said.
    package var usualProof: Verification { manifest.backups?.verify?.value ?? .read }

    /// A path of the manifest, which begins beside it.
    func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : "\(project)/\(path)" }

    /// Where programs of this machine are looked for.
    var folders: [String] {
        tools.variables["PATH"]?.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
            ?? Program.systemFolders
    }
}
