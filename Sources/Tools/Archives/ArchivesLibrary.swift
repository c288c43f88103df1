internal import CArchive

/// The library behind this module.
package enum ArchivesLibrary {
    /// The version that is loaded, with those of the compressions.
    package static var version: String { String(cString: archive_version_details()) }
}
