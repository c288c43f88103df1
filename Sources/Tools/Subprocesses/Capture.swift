package import Basis

/// How much of a program's output is kept, and what happens to more than that.
package struct Capture: Hashable, Sendable {
    /// What happens to more than the limit.
    ///
    /// Whatever is dropped is counted and told.
    package enum Beyond: Hashable, Sendable {
        /// The program is ended and the run throws: for output that is worth nothing unless it is whole.
        case fails
        /// The beginning is kept.
        case keepsFirst
        /// The end is kept: for what people read to learn why something failed.
        case keepsLast
    }

    /// How much is kept.
    package let limit: ByteCount
    /// What happens to more.
    package let beyond: Beyond

    /// Keeps so much.
    package init(atMost limit: ByteCount, beyond: Beyond) {
        self.limit = limit
        self.beyond = beyond
    }

    /// Whole or not at all, up to 16 MiB: more than any program we ask for an answer has to say.
    package static let answer = Capture(atMost: .mebibytes(16), beyond: .fails)
    /// The last 64 KiB: some hundreds of lines, which is what a person will read of a failure.
    package static let complaint = Capture(atMost: .kibibytes(64), beyond: .keepsLast)
}
