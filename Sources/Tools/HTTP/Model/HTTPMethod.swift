/// What a request asks to be done.
package struct HTTPMethod: Hashable, Sendable {
    /// The word on the wire.
    package let name: String

    /// Takes a method's word; one that is not a token is refused when the request is sent.
    package init(_ name: String) { self.name = name }

    /// Reads a thing.
    package static let get = HTTPMethod("GET")
    /// Reads what is known of a thing, without the thing.
    package static let head = HTTPMethod("HEAD")
    /// Asks for an act that may count each time it is asked for.
    package static let post = HTTPMethod("POST")
    /// Puts a thing in its place.
    package static let put = HTTPMethod("PUT")
    /// Changes a part of a thing.
    package static let patch = HTTPMethod("PATCH")
    /// Removes a thing.
    package static let delete = HTTPMethod("DELETE")
    /// Asks what may be done.
    package static let options = HTTPMethod("OPTIONS")

    /// Whether asking twice does no more than asking once (RFC 9110, 9.2.2).
    ///
    /// Only these are asked again when a kept connection turns out to be dead.
    package var mayBeRepeated: Bool {
        [.get, .head, .put, .delete, .options].contains(self)
    }
}
