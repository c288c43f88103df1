internal import CYAML

/// The library behind this module.
package enum YAMLLibrary {
    /// The version that is loaded.
    package static var version: String { String(cString: yaml_get_version_string()) }
}
