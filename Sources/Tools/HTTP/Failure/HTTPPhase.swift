/// How far an exchange had come.
package enum HTTPPhase: String, Hashable, Sendable, Codable, CaseIterable {
    /// Nothing was done yet.
    case waitingItsTurn = "waiting its turn"
    /// The host's address was being looked up.
    case resolving
    /// The connection was being made.
    case connecting
    /// TLS was being agreed on.
    case securing = "agreeing on TLS"
    /// The request was under way.
    case sending = "sending the request"
    /// The request was sent and no head had come back.
    case waitingForHead = "waiting for the response"
    /// The head had come and the body was under way.
    case receiving = "receiving the body"
    /// Both sides were speaking as they pleased.
    case conversing
}
