import Basis
import HTTP
import Testing

@testable import Kubernetes

/// A kubeconfig is read in full, and what is wrong in it is said with its line.
struct KubeconfigTests {
    static let whole = """
        apiVersion: v1
        kind: Config
        current-context: prod
        clusters:
        - name: one
          cluster: { server: "https://one.example:6443/k8s/", certificate-authority-data: Q0E= }
        - name: open
          cluster: { server: "https://[fd00::1]", insecure-skip-tls-verify: true, proxy-url: "http://p:3128" }
        users:
        - name: ann
          user: { token: s3cret, as: bob, as-groups: [ops], as-user-extra: { reason: [drill] } }
        - name: cert
          user: { client-certificate: ann.pem, client-key-data: S0VZ }
        contexts:
        - name: prod
          context: { cluster: one, user: ann, namespace: shop }
        - name: lab
          context: { cluster: open, user: cert }
        - name: lost
          context: { cluster: gone, user: ann }
        """

    private func place(_ context: String?, _ texts: [(String, String)]) throws -> ClusterPlace {
        let files = texts.map { (name: $0.0, bytes: Array($0.1.utf8)) }
        return try Kubeconfig(files).place(of: context, variables: [:]) { path in
            path == "/home/ann/.kube/ann.pem" ? Array("CERT".utf8) : nil
        }
    }

    @Test func theCurrentContextIsMeant() throws {
        let place = try place(nil, [("/home/ann/.kube/config", Self.whole)])
        #expect(place.name == "prod")
        #expect(place.namespace == "shop")
        #expect(place.base == "/k8s")
        #expect(
            place.endpoint
                == .https(host: "one.example", port: 6443, TLSSettings(trust: .pem(Array("CA".utf8)))))
        #expect(place.impersonation?.groups == ["ops"])
        #expect(place.impersonation?.extra == ["reason": ["drill"]])
        #expect(place.warnings.isEmpty)
        guard case .token(let token) = place.credentials else { Issue.record("no token"); return }
        #expect(token.reveal() == "s3cret")
    }

    @Test func filesBeginBesideTheKubeconfigAndNoCheckWarns() throws {
        let place = try place("lab", [("/home/ann/.kube/config", Self.whole)])
        guard case .https(let host, 443, let tls) = place.endpoint else { Issue.record("no TLS"); return }
        #expect(host == "fd00::1")
        #expect(tls.trust == .unverified)
        #expect(tls.identity?.certificates == Array("CERT".utf8))
        #expect(place.proxy?.host == "p")
        #expect(place.proxy?.port == 3128)
        #expect(place.warnings.map(\.code) == ["cluster.unverified"])
    }

    @Test func ofSeveralFilesTheFirstWins() throws {
        let first = """
            clusters: [{ name: one, cluster: { server: "http://first" } }]
            contexts: [{ name: prod, context: { cluster: one } }]
            """
        let place = try place(nil, [("/a", first), ("/b", Self.whole)])
        #expect(place.endpoint == .http(host: "first", port: 80))
    }

    @Test(arguments: [
        ("lost", "cluster.bad-kubeconfig", "there is no cluster `gone`", 20),
        ("prdo", "cluster.unknown-context", "no context `prdo`", nil),
    ])
    func whatIsWrongIsSaidWhereItStands(
        context: String, code: String, words: String, line: Int?
    ) throws {
        do {
            _ = try place(context, [("config", Self.whole)])
            Issue.record("it was taken")
        } catch let problem as ClusterSettingsProblem {
            #expect(problem.diagnostic.code == code)
            #expect(problem.diagnostic.what.contains(words))
            if let line {
                guard case .text(let span, nil) = problem.diagnostic.place else {
                    Issue.record("no place")
                    return
                }
                #expect(span.start.line == line)
            }
        }
    }

    @Test(arguments: [
        "clusters: 3", "clusters: [{ cluster: {} }]", "- a", "a: [", "users: [{ name: x, user: 3 }]",
        "kind: Pod",
    ])
    func halfBrokenFilesAreDiagnosed(text: String) throws {
        let problems = Kubeconfig([(name: "config", bytes: Array(text.utf8))]).problems
        #expect(problems.contains { $0.severity == .error && "\($0.place)".hasPrefix("config:1:") })
    }

    @Test func aTokenIsNeverShown() throws {
        let text = """
            clusters: [{ name: one, cluster: { server: "http://x" } }]
            users: [{ name: u, user: { token: [s3cret] } }]
            contexts: [{ name: c, context: { cluster: one, user: u } }]
            """
        do {
            _ = try place("c", [("config", text)])
            Issue.record("it was taken")
        } catch let problem as ClusterSettingsProblem {
            #expect(!"\(problem)".contains("s3cret"))
        }
    }

    @Test func aPodFindsItsOwnCluster() throws {
        let folder = "/var/run/secrets/kubernetes.io/serviceaccount"
        let place = try ClusterPlace.found(
            context: nil,
            variables: [
                "KUBERNETES_SERVICE_HOST": "10.0.0.1", "KUBERNETES_SERVICE_PORT": "443", "HOME": "/x",
            ]
        ) { path in
            ["\(folder)/ca.crt": "CA", "\(folder)/token": "T", "\(folder)/namespace": "shop\n"][path].map {
                Array($0.utf8)
            }
        }
        #expect(place.namespace == "shop")
        #expect(place.name == "in-cluster")
        guard case .tokenFile(let path) = place.credentials else { Issue.record("no token"); return }
        #expect(path == "\(folder)/token")
    }

    @Test func withoutAnyTheRemedySaysWhereToPutOne() throws {
        do {
            _ = try ClusterPlace.found(context: nil, variables: ["HOME": "/x"]) { _ in nil }
            Issue.record("there was one")
        } catch {
            #expect(error.diagnostic.code == "cluster.none-named")
            #expect("\(error.diagnostic.place)" == "/x/.kube/config")
        }
    }
}
