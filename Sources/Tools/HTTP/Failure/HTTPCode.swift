internal import Basis

/// The stable codes of what can go wrong when speaking HTTP.
package enum HTTPCode: String, CaseIterable, DiagnosticCode {
    /// What the caller asked for cannot be asked.
    case badRequest = "http.bad-request"
    /// The way there: names, sockets, connections.
    case notResolved = "http.not-resolved"
    case refused = "http.refused"
    case unreachable = "http.unreachable"
    case noSuchSocket = "http.no-such-socket"
    case socketForbidden = "http.socket-forbidden"
    case proxyFailed = "http.proxy-failed"
    /// Trust: theirs and ours.
    case untrusted = "http.certificate-untrusted"
    case expired = "http.certificate-expired"
    case wrongHost = "http.certificate-wrong-host"
    case identityRefused = "http.client-certificate-refused"
    case badIdentity = "http.client-certificate-unusable"
    case badAuthorities = "http.authorities-unusable"
    case tlsFailed = "http.tls-failed"
    /// Time and will.
    case timedOut = "http.timed-out"
    case idle = "http.idle"
    case cancelled = "http.cancelled"
    case closed = "http.client-closed"
    /// What the other side did.
    case reset = "http.connection-lost"
    case truncated = "http.body-cut-short"
    case nonsense = "http.protocol-violated"
    case headTooLarge = "http.head-too-large"
    case bodyTooLong = "http.body-too-long"
    case tooManyRedirects = "http.too-many-redirects"
    case badRedirect = "http.redirect-refused"
    case unexpectedStatus = "http.unexpected-status"
    case upgradeRefused = "http.upgrade-refused"
    /// What we did.
    case requestBodyFailed = "http.request-body-failed"
    case outOfMemory = "http.out-of-memory"
    case unknown = "http.unknown"
}
