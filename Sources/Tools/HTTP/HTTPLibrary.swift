internal import CCurl

/// The library behind this module.
package enum HTTPLibrary {
    /// The version that is loaded, with those of what it is built upon.
    package static var version: String { String(cString: curl_version()) }
}
