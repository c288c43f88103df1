internal import Basis

/// A further place where backups are kept: files by paths, `ID/FILE`.
///
/// It knows nothing of what backups are. A file is there whole or not at all.
protocol Depot: Sendable {
    /// The place, fit to be shown.
    var place: String { get }

    /// Sends a file of this machine; one that is there is replaced.
    func put(_ file: String, as path: String, by deadline: Deadline) async throws

    /// Gives a file back.
    func get(_ path: String, by deadline: Deadline) async throws -> any ByteStream

    /// The paths of all files with this name in any folder.
    func find(_ name: String, by deadline: Deadline) async throws -> [String]

    /// Removes a folder with everything in it; nothing happens if there is none.
    func remove(_ folder: String, by deadline: Deadline) async throws
}
