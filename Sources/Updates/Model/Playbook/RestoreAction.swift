package import Basis

/// Brings data back from a backup.
package struct RestoreAction: Hashable, Sendable, Codable {
    /// Which backup; the latest good one if nothing is said.
    package var from: Template?
    /// Databases to bring back.
    package var databases: [Located<String>] = []
    /// File sets to bring back.
    package var files: [Located<String>] = []
    /// Only this path within the file sets.
    package var path: Template?
    /// Beside the present data, under this name, and not in its place.
    package var beside: Template?

    /// A restore of everything from the latest good backup.
    package init() {}
}
