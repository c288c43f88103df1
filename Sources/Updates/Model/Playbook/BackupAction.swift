package import Basis

/// Backs up databases and files, as one set.
package struct BackupAction: Hashable, Sendable, Codable {
    /// Databases of the manifest; none named means all.
    package var databases: [Located<String>] = []
    /// File sets of the manifest; none named means all.
    package var files: [Located<String>] = []
    /// How it is proved before the next step begins.
    package var verify: Located<Verification>?
    /// Services that are stopped meanwhile and always resumed.
    package var quiesce: [Located<String>] = []

    /// A backup of everything.
    package init() {}
}
