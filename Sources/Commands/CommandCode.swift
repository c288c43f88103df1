internal import Basis

/// What can go wrong with any command.
package enum CommandCode: String, CaseIterable, DiagnosticCode {
    /// The operator interrupted it.
    case interrupted = "command.interrupted"
    /// It took longer than it may.
    case timedOut = "command.timed-out"
    /// An error that no module accounts for.
    case unexpected = "command.unexpected"
    /// No manifest is found.
    case noManifest = "command.no-manifest"
    /// A file that was named cannot be read.
    case unreadableFile = "command.unreadable-file"
    /// A file that was named is nothing that Belay reads.
    case unknownFile = "command.unknown-file"
    /// A file would be written over.
    case alreadyThere = "command.already-there"
    /// A file cannot be written.
    case unwritableFile = "command.unwritable-file"

    /// What the code means.
    package var summary: String {
        switch self {
        case .interrupted: "The command was interrupted before it had touched anything."
        case .timedOut: "The command took longer than it may."
        case .noManifest: "A command needs the project's manifest, and there is none."
        case .unreadableFile: "A file that a command needs cannot be read."
        case .unknownFile: "A file is none of those that Belay reads."
        case .alreadyThere: "A command would write over a file that somebody may have worked on."
        case .unwritableFile: "A file that a command makes cannot be written."
        case .unexpected:
            "The command failed in a way that Belay does not account for: a mistake in Belay itself."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .interrupted: "Run it again when you are ready."
        case .noManifest: "Go to the project's folder, or name the manifest with `--app FILE`."
        case .unreadableFile: "Correct the path, or the file's permissions."
        case .unknownFile:
            "Name a manifest (`app:`), a playbook (`playbook:`), a Compose file or a Kubernetes manifest."
        case .alreadyThere: "Look at what would be written with `--dry-run`, or write over it with `--force`."
        case .unwritableFile: "Correct the path or the permissions of its folder, or make room on the disk."
        case .timedOut: "Run it again; with `--verbose` it shows what it waits for."
        case .unexpected:
            "Report it with the output of `belay version --engine` and the command line you used."
        }
    }
}
