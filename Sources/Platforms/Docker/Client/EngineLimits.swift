internal import Basis

/// What is held of an engine's answers, whatever it says.
enum EngineLimits {
    /// Some thousands of containers or images in one list weigh a few megabytes.
    static let list = ByteCount.mebibytes(64)
    /// One object with all that is known of it weighs some kilobytes; health checks keep their output.
    static let object = ByteCount.mebibytes(8)
    /// A refusal is a sentence; some quote what they refuse.
    static let refusal = ByteCount.kibibytes(64)
    /// One line of progress or of an event.
    static let line = ByteCount.mebibytes(4)
}
