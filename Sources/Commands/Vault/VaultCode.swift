internal import Basis

/// What can go wrong with secrets and with the key of the installation.
package enum VaultCode: String, CaseIterable, DiagnosticCode {
    /// The secret's name or its source.
    case unknownSecret = "vault.unknown-secret"
    case noVariable = "vault.no-variable"
    case unreadable = "vault.unreadable"
    case commandFailed = "vault.command-failed"
    /// What it says.
    case empty = "vault.empty"
    case tooLong = "vault.too-long"
    case notText = "vault.not-text"
    /// The key.
    case noKey = "vault.no-key"
    case openToOthers = "vault.open-to-others"

    /// What the code means.
    package var summary: String {
        switch self {
        case .unknownSecret: "A secret is used that the manifest does not name."
        case .noVariable: "The environment variable that a secret comes from is not set."
        case .unreadable: "The file that a secret comes from cannot be read."
        case .commandFailed: "The command that prints a secret did not."
        case .empty: "A secret has nothing in it."
        case .tooLong: "A secret is longer than any secret is."
        case .notText: "A secret is not text in UTF-8."
        case .noKey: "The key of this installation cannot be read, or made."
        case .openToOthers: "Every user of the machine may read the key of this installation."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .unknownSecret: "Say under `secrets:` in the manifest where it comes from."
        case .noVariable: "Set it where Belay is started; for a systemd unit in its `EnvironmentFile`."
        case .unreadable: "Put the file there, readable by the user who runs Belay."
        case .commandFailed: "Run the command by hand as the same user, and see what it says."
        case .empty: "Put the secret there; where none is needed, do not name one."
        case .tooLong: "See whether the manifest names the right file or command."
        case .notText: "Encode it in base64 where it is kept and decode it where it is used."
        case .noKey: "Run Belay as the user whose key it is, or let your group read it: `chmod 640`."
        case .openToOthers: "Take the right away: `chmod o-rwx` on the file."
        }
    }
}
