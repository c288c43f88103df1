internal import CGit2
internal import CSSH2

/// The libraries behind this module.
package enum GitLibraries {
    /// The version of libgit2 that is loaded, as in `1.5.1`.
    package static var git: String {
        var (major, minor, revision) = (Int32(0), Int32(0), Int32(0))
        git_libgit2_version(&major, &minor, &revision)
        return "\(major).\(minor).\(revision)"
    }

    /// The version of libssh2 that is loaded, as in `1.10.0`.
    package static var ssh: String { libssh2_version(0).map { String(cString: $0) } ?? "" }
}
