package import Basis

/// An HTTP request, what the answer must be, and what is kept of it.
package struct HTTPQuestion: Hashable, Sendable, Codable {
    /// The methods that can be asked with.
    package enum Method: String, Hashable, Sendable, Codable, CaseIterable {
        /// The methods of HTTP, as they are written in lower case.
        case get, head, post, put, patch, delete, options
    }

    /// What must hold of a place within a JSON answer.
    package struct JSONExpectation: Hashable, Sendable, Codable {
        /// A path such as `$.total` or `$.items[0].id`.
        package let path: Located<String>
        /// What must hold there.
        package let comparison: Located<Comparison>

        /// Joins a path to what must hold there.
        package init(path: Located<String>, comparison: Located<Comparison>) {
            (self.path, self.comparison) = (path, comparison)
        }
    }

    /// How it is asked.
    package var method: Method
    /// Who is asked; nil for the front door.
    package var address: Address?
    /// The path, or a whole URL.
    package var target: Template
    /// Header fields to send.
    package var headers: [Named<Template>] = []
    /// The body to send, as JSON text with names in it.
    package var body: Template?
    /// Statuses that pass; none given means 200 to 399.
    package var status: [Located<ClosedRange<Int>>] = []
    /// The answer must have come by then.
    package var latency: Located<Duration>?
    /// Header fields that the answer must have.
    package var expectedHeaders: [Named<Template>] = []
    /// What the answer's text must hold.
    package var text: TextExpectation?
    /// What must hold within a JSON answer.
    package var json: [JSONExpectation] = []
    /// Values of the JSON answer to keep under a name for what comes later.
    package var captures: [Named<Located<String>>] = []

    /// A request that is content with any good status.
    package init(_ method: Method, _ target: Template) {
        (self.method, self.target) = (method, target)
    }
}
