internal import Basis

/// What an nginx of a version must lose by a reload, for whoever checks a project.
package enum NginxAdvice {
    /// From this version on an old worker keeps idle connections open long enough for a request that is on
    /// its way.
    private static let keepsIdle = [1, 27, 4]

    /// What is to be said of a version, as `nginx -v` writes it: `1.22.1`. Nil where nothing is.
    package static func said(of version: String, keepsMinimum: Bool) -> String? {
        let parts = version.split(separator: ".").map { part in Int(part.prefix { $0.isNumber }) ?? 0 }
        let isNew = !parts.lexicographicallyPrecedes(keepsIdle)
        if isNew, keepsMinimum { return nil }
        return isNew
            ? "each reload may lose a request on a kept connection; `keepalive_min_timeout 2s;` ends that"
            : "nginx \(version) may lose a request on a kept connection with each reload; 1.27.4 has "
                + "`keepalive_min_timeout` against it"
    }
}
