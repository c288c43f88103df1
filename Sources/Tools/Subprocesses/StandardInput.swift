package import Basis

/// What a program reads from its standard input.
package enum StandardInput: Sendable {
    /// Nothing: `/dev/null`.
    case none
    /// These bytes, then the end.
    case bytes([UInt8])
    /// Everything that the stream gives, at the pace at which the program reads.
    case stream(any ByteStream)
}
