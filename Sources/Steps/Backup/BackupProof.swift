internal import Basis
package import Updates

/// What the proving of a backup came to.
package struct BackupProof: Hashable, Sendable {
    /// Which backup.
    package let backup: BackupManifest
    /// How it was to be proved.
    package let asked: Verification
    /// How far it is proved.
    package let reached: Verification
    /// How old its data is, in milliseconds.
    package let age: Int64

    /// What is said of it.
    package var words: String {
        let proof =
            switch reached {
            case .hashes: "its files are what was written"
            case .read: "everything in it can be read"
            case .restore: "it was restored, and the checks held"
            }
        let lack = reached == asked ? "" : "; no key here opens it, so nothing more can be said"
        return proof + lack
    }
}
