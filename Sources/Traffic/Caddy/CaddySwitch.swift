internal import Basis
internal import FoundationEssentials
package import HTTP
package import Ports

/// A Caddy, by its admin address: the list of upstreams of a handler that has an `@id`.
///
/// Each change has Caddy take over a new configuration; requests under way go on. It knows no weights.
package struct CaddySwitch: Switchboard {
    private static let bound = Duration.seconds(10)
    private static let answerLimit = ByteCount.mebibytes(1)

    /// An upstream as Caddy keeps it; its `@id` is the replica's name.
    private struct Upstream: Hashable, Codable {
        var id: String?
        var dial: String

        enum CodingKeys: String, CodingKey {
            case id = "@id"
            case dial
        }
    }

    /// One of Caddy's own counts.
    private struct Count: Decodable {
        let address: String
        let requests: Int

        enum CodingKeys: String, CodingKey {
            case address
            case requests = "num_requests"
        }
    }

    private let handlers: [String: String]
    private let client: HTTPClient
    private let place: String

    /// Each change is a new configuration.
    package let reloads = true

    /// A switch with the `@id` of each service's `reverse_proxy` handler, by its admin endpoint.
    package init(handlers: [String: String], admin: HTTPEndpoint) {
        self.handlers = handlers
        client = HTTPClient(HTTPSettings(admin))
        place = "caddy at \(admin)"
    }

    /// The services with a handler.
    package var services: [String] { handlers.keys.sorted() }

    /// Caddy keeps its configuration over restarts only if it was told to; its uptime is not to be had, so
    /// what it says now is what counts.
    package func incarnation() async throws -> String { place }

    /// The upstreams of the handler, with Caddy's own counts.
    package func routes(for service: String) async throws -> [Route] {
        let (upstreams, _) = try await upstreams(of: service)
        let counts = try await ask(.get, "/reverse_proxy/upstreams").body
        let busy = try? JSONDecoder().decode([Count].self, from: Data(counts))
        return upstreams.compactMap { upstream in
            guard let colon = upstream.dial.lastIndex(of: ":"),
                let port = Int(upstream.dial[upstream.dial.index(after: colon)...])
            else { return nil }
            let host = upstream.dial[..<colon].filter { $0 != "[" && $0 != "]" }
            return Route(
                name: upstream.id ?? upstream.dial, host: host, port: port, weight: 1, state: .admitted,
                sessions: busy?.first { $0.address == upstream.dial }?.requests)
        }
    }

    /// One more upstream.
    package func admit(_ endpoint: Endpoint, named name: String, for service: String, weight: Int)
        async throws
    {
        _ = try await apply([.admit(endpoint, name: name, weight: weight)], for: service)
    }

    /// Throws: Caddy of these versions has no weights.
    package func weigh(_ name: String, for service: String, weight: Int) async throws {
        throw TrafficFailure(.noWeights, at: place, why: "\(name) of \(service) should weigh \(weight)")
    }

    /// One upstream less; requests that it has go on.
    package func drain(_ name: String, for service: String) async throws {
        _ = try await apply([.drain(name: name)], for: service)
    }

    /// One upstream less.
    package func remove(_ name: String, for service: String) async throws -> CutRequests {
        try await apply([.remove(name: name)], for: service)
    }

    /// All changes by one new configuration, which is put in force only if nobody changed it meanwhile.
    package func apply(_ changes: [RouteChange], for service: String) async throws -> CutRequests {
        let (before, tag) = try await upstreams(of: service)
        var after = before
        for change in changes {
            switch change {
            case .admit(let endpoint, let name, _):
                let host = endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host
                after.removeAll { $0.id == name }
                after.append(Upstream(id: name, dial: "\(host):\(endpoint.port)"))
            case .drain(let name), .remove(let name): after.removeAll { ($0.id ?? $0.dial) == name }
            }
        }
        guard after != before else { return CutRequests(0) }
        var headers = HTTPHeaders(["Content-Type": "application/json"])
        if let tag { headers.add("If-Match", tag) }
        let body = Array(try JSONEncoder().encode(after))
        _ = try await ask(.patch, try path(of: service), headers: headers, body: .bytes(body))
        guard try await upstreams(of: service).list == after else {
            throw TrafficFailure(.notAsAsked, at: place, why: "its upstreams of \(service) are others")
        }
        return CutRequests(0)
    }

    private func path(of service: String) throws -> String {
        guard let handler = handlers[service] else {
            throw TrafficFailure(.unknownService, at: place, why: "no handler is named for \(service)")
        }
        return "/id/\(handler)/upstreams"
    }

    private func upstreams(of service: String) async throws -> (list: [Upstream], tag: String?) {
        let answer = try await ask(.get, try path(of: service))
        guard let list = try? JSONDecoder().decode([Upstream]?.self, from: Data(answer.body)) else {
            throw TrafficFailure(
                .unreadable, at: place, why: String(decoding: answer.body.prefix(400), as: UTF8.self).excerpt)
        }
        return (list, answer.tag)
    }

    private func ask(
        _ method: HTTPMethod, _ target: String, headers: HTTPHeaders = HTTPHeaders(), body: HTTPBody = .none
    ) async throws -> (body: [UInt8], tag: String?) {
        let request = HTTPRequest(method, target, headers: headers, body: body)
        let response = try await client.send(request, deadline: .after(CaddySwitch.bound))
        let bytes = try await response.collect(atMost: CaddySwitch.answerLimit)
        guard (200..<300).contains(response.status) else {
            throw TrafficFailure(
                .refused, at: place,
                why: "to \(method.name) \(target) it says \(response.status): "
                    + String(decoding: bytes.prefix(400), as: UTF8.self).excerpt)
        }
        return (bytes, response.headers["Etag"])
    }
}
