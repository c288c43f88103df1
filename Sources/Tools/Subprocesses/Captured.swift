/// What was kept of a program's output.
package struct Captured: Hashable, Sendable {
    /// The bytes that were kept.
    package let bytes: [UInt8]
    /// How many more there were; more than 0 only where the capture allows it.
    package let droppedByteCount: Int64

    /// Whether something is missing.
    package var isTruncated: Bool { droppedByteCount > 0 }

    /// The bytes as text; whatever is not UTF-8 is shown as U+FFFD.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
}
