/// How one request ended. Each request ends in exactly one way, and none is ever sent again.
package enum LoadOutcome: String, CaseIterable, Hashable, Sendable, Codable, CodingKeyRepresentable {
    /// A whole answer with a status of 2xx or 3xx.
    case answered
    /// A whole answer with a status of 4xx.
    case clientError
    /// A whole answer with a status of 5xx.
    case serverError
    /// Nobody listened.
    case refused
    /// The connection was reset before it stood.
    case resetAtConnect
    /// The connection did not stand before the request's deadline.
    case connectTimedOut
    /// The connection failed in another way: no route, no such socket, a full backlog.
    case unreachable
    /// The connection ended, by a close or a reset, before the first byte of the answer.
    case dropped
    /// The connection was reset in the middle of the answer.
    case resetInAnswer
    /// The connection was closed in the middle of the answer.
    case truncated
    /// The answer was not HTTP.
    case malformed
    /// The deadline came after the request was sent and before the answer was whole.
    case timedOut
    /// The deadline came while all connections were busy.
    case neverSent
}
