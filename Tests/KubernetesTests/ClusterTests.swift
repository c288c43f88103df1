import Basis
import ClusterStandIn
import HTTP
import Subprocesses
import Testing

@testable import Kubernetes

/// The client goes on where a client must, and says what happened where it cannot.
struct ClusterTests {
    private let standIn = StandInCluster()
    private var soon: Deadline { .after(.seconds(20)) }

    private func cluster(token: String = "admin-token") throws -> Cluster {
        let endpoint = HTTPEndpoint.http(host: "127.0.0.1", port: standIn.port)
        let place = ClusterPlace(endpoint, name: "stand-in", token: Secret(token))
        return Cluster(at: place, launcher: try Launcher())
    }

    private func settings(_ name: String, _ value: String) -> [UInt8] {
        Array(
            """
            {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"\(name)"},"data":{"a":"\(value)"}}
            """.utf8)
    }

    /// What the work is refused with; nil if it is not.
    private func refusal(of work: () async throws -> Void) async -> ClusterFailure? {
        do {
            try await work()
            return nil
        } catch {
            return error as? ClusterFailure
        }
    }

    @Test func aBusyServerIsAskedAgain() async throws {
        defer { standIn.stop() }
        standIn.inject(Fault(.answer(status: 429, retryAfterSeconds: 0), path: "configmaps", times: 2))
        let made = try await cluster().apply(
            settings("one", "1"), as: .configMaps, "one", in: "default", by: soon)
        #expect(made["data"]?["a"]?.string == "1")
    }

    @Test func aServerThatStaysBusyIsGivenUp() async throws {
        defer { standIn.stop() }
        standIn.inject(Fault(.answer(status: 429, retryAfterSeconds: 0), path: "configmaps", times: 99))
        await #expect(throws: ClusterFailure.self) {
            try await cluster().list(.configMaps, in: "default", by: soon)
        }
        #expect(standIn.record.count <= 6)
    }

    @Test func anApplyWhoseAnswerWasLostIsMadeAgain() async throws {
        defer { standIn.stop() }
        standIn.inject(Fault(.dropAfter, path: "configmaps/one"))
        let made = try await cluster().apply(
            settings("one", "1"), as: .configMaps, "one", in: "default", by: soon)
        #expect(made["data"]?["a"]?.string == "1")
    }

    @Test func aWatchSurvivesLostConnectionsAndForgottenVersions() async throws {
        defer { standIn.stop() }
        let cluster = try cluster()
        let watch = ClusterWatch(
            .configMaps, of: cluster, in: "default", fields: "metadata.name=one", by: soon)
        guard case .all(let none) = try await watch.next() else {
            Issue.record("a watch begins with all")
            return
        }
        #expect(none.isEmpty)
        for round in 1...3 {
            _ = try await cluster.apply(
                settings("one", "\(round)"), as: .configMaps, "one", in: "default", by: soon)
            var seen = ""
            while seen != "\(round)" {
                switch try await watch.next() {
                case .all(let all): seen = all.first?["data"]?["a"]?.string ?? seen
                case .now(let tree): seen = tree["data"]?["a"]?.string ?? seen
                case .gone: Issue.record("nothing was removed")
                }
            }
            if round == 2 { standIn.compact() }
            standIn.dropWatches()
        }
    }

    @Test func whoOwnsAFieldIsSaid() async throws {
        defer { standIn.stop() }
        let cluster = try cluster()
        let endpoint = HTTPEndpoint.http(host: "127.0.0.1", port: standIn.port)
        var request = HTTPRequest(
            HTTPMethod("PATCH"),
            "/api/v1/namespaces/default/configmaps/one?fieldManager=robot&force=false",
            body: .bytes(settings("one", "1")))
        request.headers.add("Authorization", "Bearer admin-token")
        request.headers.add("Content-Type", "application/apply-patch+yaml")
        _ = try await HTTPClient(HTTPSettings(endpoint)).send(request, deadline: soon).expecting()
        let failure = try #require(
            await refusal {
                _ = try await cluster.apply(
                    settings("one", "2"), as: .configMaps, "one", in: "default", by: soon)
            })
        #expect(failure.code == .ownedByOther)
        #expect(failure.why.contains("robot"))
        #expect(failure.why.contains(".data.a"))
    }

    @Test func anExpiredTokenHasARemedy() async throws {
        defer { standIn.stop() }
        let failure = try #require(
            await refusal { _ = try await cluster(token: "stale").list(.pods, in: "default", by: soon) })
        #expect(failure.code == .unauthorized)
        #expect(failure.diagnostic.remedy.contains("Log in anew"))
        #expect(!"\(failure)".contains("stale"))
    }

    @Test func nobodyThereHasARemedy() async throws {
        let port = standIn.port
        standIn.stop()
        let place = ClusterPlace(
            .http(host: "127.0.0.1", port: port == 1 ? 2 : 1), name: "nowhere", token: Secret("t"))
        let cluster = Cluster(at: place, launcher: try Launcher())
        let failure = try #require(
            await refusal { _ = try await cluster.list(.pods, in: "default", by: .after(.seconds(1))) })
        #expect(failure.code == .unreachable)
        #expect(failure.place == "nowhere")
    }
}
