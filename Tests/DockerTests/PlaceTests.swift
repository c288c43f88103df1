import Basis
import HTTP
import Testing

@testable import Docker

/// Where the engine is, as variables and Docker's own settings say it.
struct PlaceTests {
    private func place(_ files: [String: String], _ adjust: (inout DockerPlace) -> Void = { _ in })
        -> DockerPlace
    {
        var place = DockerPlace(folder: "/home/me/.docker") { files[$0].map { Array($0.utf8) } }
        adjust(&place)
        return place
    }

    private func meta(_ name: String) -> String {
        "/home/me/.docker/contexts/meta/\(DockerPlace.key(of: name))/meta.json"
    }

    @Test func nothingSaidIsTheUsualSocket() throws {
        #expect(try "\(place([:]).endpoint())" == "unix:///var/run/docker.sock")
        #expect(DockerPlace.key(of: "far").count == 64)
    }

    @Test func aContextOfTheSettingsIsFoundWithItsCertificates() throws {
        let tls = "/home/me/.docker/contexts/tls/\(DockerPlace.key(of: "far"))/docker"
        let files = [
            "/home/me/.docker/config.json": #"{"currentContext":"far"}"#,
            meta("far"): #"{"Name":"far","Endpoints":{"docker":{"Host":"tcp://far.example"}}}"#,
            "\(tls)/ca.pem": "CA", "\(tls)/cert.pem": "CERT", "\(tls)/key.pem": "KEY",
        ]
        let identity = ClientIdentity(certificates: Array("CERT".utf8), key: Secret("KEY"))
        let expected = TLSSettings(trust: .pem(Array("CA".utf8)), identity: identity)
        #expect(
            try place(files).endpoint() == .https(host: "far.example", port: 2376, expected))
        let plain = try place(files) { $0.host = "unix:///run/other.sock" }.endpoint()
        #expect(plain == .unix(path: "/run/other.sock"))
        let usual = try place(files) { $0.context = "default" }.endpoint()
        #expect(usual == .unix(path: "/var/run/docker.sock"))
    }

    @Test func aHostUnderTLSTakesTheCertificatesOfItsFolder() throws {
        let files = ["/certs/ca.pem": "CA", "/certs/cert.pem": "C", "/certs/key.pem": "K"]
        let endpoint = try place(files) {
            ($0.host, $0.certificates, $0.verifies) = ("tcp://build.example", "/certs", true)
        }.endpoint()
        #expect("\(endpoint)" == "https://build.example:2376")
    }

    @Test(arguments: [
        (nil, "there is no file"), ("{}", "has no `Endpoints`"), ("[]", "is no JSON object"),
        (#"{"Endpoints":{}}"#, "names no engine"),
    ])
    func aContextThatIsNoneSaysWhy(_ text: String?, _ why: String) {
        let files = text.map { [meta("gone"): $0] } ?? [:]
        let failure = #expect(throws: DockerFailure.self) {
            try place(files) { $0.context = "gone" }.endpoint()
        }
        #expect(failure?.code == .badContext && failure?.why.contains(why) == true)
    }
}
