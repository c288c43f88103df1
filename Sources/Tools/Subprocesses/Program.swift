/// What is to be run.
///
/// Nothing is ever looked up in the surrounding environment.
package enum Program: Hashable, Sendable {
    /// The file at an absolute path.
    case at(path: String)
    /// The first executable file of this name in these absolute folders, in their order.
    case named(String, in: [String])
    /// A script for `/bin/sh`, whose words the shell expands: the invocation's arguments are its `$1`, `$2` …
    case shell(script: String)

    /// The folders in which Debian keeps its programs, for callers without a `PATH` of their own.
    package static let systemFolders = [
        "/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin",
    ]
}
