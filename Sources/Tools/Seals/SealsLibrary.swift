internal import CSodium

/// The library behind this module.
package enum SealsLibrary {
    /// The version that is loaded, as in `1.0.18`.
    package static var version: String { String(cString: sodium_version_string()) }
}
