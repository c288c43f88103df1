/// Something that goes wrong on purpose: only the stand-in can, no real server is asked for it.
package struct Fault: Sendable {
    /// What goes wrong.
    package enum Act: Sendable {
        /// Answered with a status, after which time to ask again if there is one to say.
        case answer(status: Int, retryAfterSeconds: Int?)
        /// The connection ends before the request is looked at.
        case dropBefore
        /// The request is carried out, and the connection ends before the answer.
        case dropAfter
        /// Carried out, but late.
        case delay(milliseconds: Int)
    }

    /// What goes wrong.
    package var act: Act
    /// Only with this method, if there is one.
    package var method: String?
    /// Only where the path has this in it.
    package var path: String
    /// How often it happens yet.
    package var times: Int

    /// Plans it.
    package init(_ act: Act, method: String? = nil, path: String = "", times: Int = 1) {
        (self.act, self.method, self.path, self.times) = (act, method, path, times)
    }

    func fits(_ request: WireRequest) -> Bool {
        (method == nil || method == request.method)
            && (path.isEmpty || ("/" + request.path.joined(separator: "/")).contains(path))
    }
}
