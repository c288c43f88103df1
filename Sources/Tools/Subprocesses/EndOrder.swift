internal import Basis

/// Why a program is to be ended before it ends by itself.
enum EndOrder: Hashable, Sendable {
    /// Its deadline passed.
    case timedOut
    /// Nobody wants its result any more.
    case cancelled
    /// Its owner asked for it; how it then ended is data.
    case stopped
    /// It said more than its capture allows.
    case outputTooLong(limit: ByteCount)
    /// The stream behind its input failed.
    case inputFailed(why: String)
    /// Its output cannot be read.
    case refused(call: String, why: String)
}
