internal import Basis
internal import HTTP

/// One call of the engine's API.
struct EngineCall: Sendable {
    let method: HTTPMethod
    /// The path behind the version.
    let path: String
    let query: [(name: String, value: String)]
    let body: HTTPBody
    let headers: HTTPHeaders
    let thing: EngineThing
    /// Whether the path begins with the version that was agreed on.
    let isVersioned: Bool

    init(
        _ method: HTTPMethod, _ path: String, _ query: [(name: String, value: String)] = [],
        body: HTTPBody = .none, headers: HTTPHeaders = HTTPHeaders(), about thing: EngineThing = .engine,
        isVersioned: Bool = true
    ) {
        (self.method, self.path, self.query, self.body) = (method, path, query, body)
        (self.headers, self.thing, self.isVersioned) = (headers, thing, isVersioned)
    }

    /// A call that carries a JSON value.
    init(
        _ method: HTTPMethod, _ path: String, _ query: [(name: String, value: String)] = [],
        json: EngineValue, headers: HTTPHeaders = HTTPHeaders(), about thing: EngineThing = .engine
    ) {
        var headers = headers
        headers.add("Content-Type", "application/json")
        self.init(
            method, path, query, body: .bytes(json.bytes()), headers: headers, about: thing)
    }

    /// The call as a request in a version of the API.
    func request(in version: APIVersion) -> HTTPRequest {
        HTTPRequest(
            method, HTTPRequest.target(isVersioned ? "/v\(version)\(path)" : path, items: query),
            headers: headers, body: body)
    }

    /// A name as a part of a path.
    static func part(_ name: String) -> String { HTTPRequest.encoded(name, leaving: "/:@") }

    /// Filters as the engine takes them: every name with its values.
    static func filters(_ filters: [String: [String]]) -> (name: String, value: String) {
        let value = EngineValue.object(filters.mapValues { .list($0.map { .text($0) }) })
        return ("filters", String(decoding: value.bytes(), as: UTF8.self))
    }
}
