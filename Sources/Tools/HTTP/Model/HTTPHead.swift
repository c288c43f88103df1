/// What stands before a response's body.
package struct HTTPHead: Hashable, Sendable {
    /// The three digits.
    ///
    /// A 404 is an answer, not an error.
    package let status: Int
    /// The fields.
    package let headers: HTTPHeaders

    /// Makes a head.
    package init(status: Int, headers: HTTPHeaders = HTTPHeaders()) {
        self.status = status
        self.headers = headers
    }
}
