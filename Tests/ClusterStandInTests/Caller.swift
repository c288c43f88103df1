import Basis
import ClusterStandIn
import FoundationEssentials
import HTTP
import Testing

/// Somebody who speaks to a stand-in over the wire, as any client would.
struct Caller: Sendable {
    let cluster: StandInCluster
    let http: HTTPClient
    let token: String?

    init(_ cluster: StandInCluster, token: String? = "admin-token") {
        (self.cluster, self.token) = (cluster, token)
        http = HTTPClient(HTTPSettings(.http(host: "127.0.0.1", port: cluster.port)))
    }

    static let apply = "application/apply-patch+yaml"
    static let merge = "application/merge-patch+json"

    func open(
        _ method: HTTPMethod, _ target: String, _ body: JSON? = nil, type: String = "application/json"
    ) async throws -> HTTPResponse {
        var request = HTTPRequest(method, target, body: body.map { .bytes($0.bytes()) } ?? .none)
        request.headers.add("Content-Type", type)
        request.headers.add("User-Agent", "caller/1.0")
        if let token { request.headers.add("Authorization", "Bearer \(token)") }
        return try await http.send(request, deadline: .after(.seconds(60)))
    }

    @discardableResult
    func call(
        _ method: HTTPMethod, _ target: String, _ body: JSON? = nil, type: String = "application/json"
    ) async throws -> (status: Int, json: JSON) {
        let response = try await open(method, target, body, type: type)
        let bytes = try await response.collect(atMost: .mebibytes(32))
        return (response.status, JSON(bytes) ?? .text(String(decoding: bytes, as: UTF8.self)))
    }

    /// Asks until the answer is as it has to become.
    @discardableResult
    func await(_ target: String, _ condition: (JSON) -> Bool) async throws -> JSON {
        let deadline = Deadline.after(.seconds(30))
        while true {
            let (_, json) = try await call(.get, target)
            if condition(json) { return json }
            if deadline.hasPassed {
                Issue.record("\(target) never became so: \(String(decoding: json.bytes(), as: UTF8.self))")
                return json
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}

/// A cluster with a namespace `shop`, for as long as the test needs it.
func withCluster<Result>(
    _ settings: StandInSettings = StandInSettings(), _ test: (Caller) async throws -> Result
) async throws -> Result {
    let cluster = StandInCluster(settings)
    defer { cluster.stop() }
    let caller = Caller(cluster)
    try await caller.call(.post, "/api/v1/namespaces", ["metadata": ["name": "shop"]])
    return try await test(caller)
}

let deployments = "/apis/apps/v1/namespaces/shop/deployments"
let maps = "/api/v1/namespaces/shop/configmaps"

/// A Deployment as anybody would write it.
func deployment(_ image: String, replicas: Int64 = 2) -> JSON {
    [
        "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web"],
        "spec": [
            "replicas": .integer(replicas), "selector": ["matchLabels": ["app": "web"]],
            "template": [
                "metadata": ["labels": ["app": "web"]],
                "spec": [
                    "containers": [
                        [
                            "name": "app", "image": .text("localhost/app:\(image)"),
                            "readinessProbe": ["httpGet": ["path": "/health", "port": 8080]],
                        ]
                    ]
                ],
            ],
        ],
    ]
}

/// A ConfigMap with one value.
func map(_ name: String, _ value: String = "1") -> JSON {
    [
        "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .text(name)],
        "data": ["key": .text(value)],
    ]
}
