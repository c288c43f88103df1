/// How often a gate asks, when it is content, and when it gives up. What is nil is the caller's default.
package struct Patience: Hashable, Sendable, Codable {
    /// Passes in a row that make the verdict good.
    package var passes: Int?
    /// Failures in a row that make the verdict bad, once it was good or when nothing else bounds it.
    package var fails: Int?
    /// From one try to the next.
    package var every: Duration?
    /// When the verdict must have come.
    package var within: Duration?
    /// How long to keep looking after the first pass.
    package var lasting: Duration?
    /// How long one try may take.
    package var timeout: Duration?
    /// How many failures among all tries are forgiven while it lasts.
    package var tolerate: Int?

    /// Nothing said: every default holds.
    package init() {}
}
