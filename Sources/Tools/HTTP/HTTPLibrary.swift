internal import CCurl

/// The library behind this module.
package enum HTTPLibrary {
    /// The version that is loaded, as in `7.88.1`; empty if it does not say.
    package static var version: String {
        curl_version_info(CURLVERSION_FOURTH)?.pointee.version.map { String(cString: $0) } ?? ""
    }
}
