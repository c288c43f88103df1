package import Basis

/// What a request carries.
package enum HTTPBody: Sendable {
    /// Nothing.
    case none
    /// Bytes that are already here; their number is announced.
    case bytes([UInt8])
    /// Bytes that are asked for as the other side takes them.
    ///
    /// A known length is announced and held to: a stream that gives less or more fails the request. Without
    /// one the body is chunked.
    case stream(any ByteStream, length: Int64?)
}
