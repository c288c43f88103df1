import Basis
import Docker
import HTTP
import Testing

/// What `DOCKER_HOST` may say, and what it means.
struct EndpointTests {
    @Test(arguments: [
        (nil, "unix:///var/run/docker.sock"), ("", "unix:///var/run/docker.sock"),
        ("unix:///run/my docker.sock", "unix:///run/my docker.sock"),
        ("tcp://build.example", "http://build.example:2375"),
        ("tcp://build.example:4243", "http://build.example:4243"),
        ("tcp://10.0.0.7:1/", "http://10.0.0.7:1"), ("tcp://10.0.0.7/", "http://10.0.0.7:2375"),
        ("tcp://[::1]:2375", "http://[::1]:2375"), ("tcp://[fe80::1]", "http://[fe80::1]:2375"),
    ])
    func everyUsualFormNamesItsPlace(_ text: String?, _ place: String) throws {
        #expect(try DockerEndpoint.reading(text).description == place)
    }

    @Test(arguments: [
        "unix://", "unix://relative.sock", "unix:/one/slash", "/var/run/docker.sock", "tcp://", "tcp:///",
        "tcp://:2375", "tcp://[]:2375", "tcp://host:", "tcp://host:0x1", "tcp://host:-1", "tcp://host:65536",
        "tcp://host:99999999999999999999", "tcp://host/path", "TCP://host", "ssh://me@host", "http://host",
        "npipe:////./pipe/docker", " ", "\u{0}", "tcp://host:١",
    ])
    func whatNamesNoPlaceIsRefusedInItsOwnWords(_ text: String) {
        let failure = #expect(throws: DockerFailure.self) { try DockerEndpoint.reading(text) }
        #expect(failure?.code == .badHost && failure?.place == text)
        #expect(failure?.diagnostic.remedy.contains("DOCKER_HOST") == true)
    }

    @Test func noTextIsATrap() {
        for seed in UInt64(1)...2000 {
            var random = Splitter(seed: seed)
            let alphabet = Array("unixtcp:/[]@.#0169 \u{0}\u{e9}")
            let length = Int.random(in: 0...12, using: &random)
            let tail = (0..<length).map { _ in alphabet.randomElement(using: &random) ?? "x" }
            let text = (["", "unix://", "tcp://"].randomElement(using: &random) ?? "") + String(tail)
            let read = try? DockerEndpoint.reading(text)
            if let read, !text.isEmpty {
                #expect(text.hasPrefix("unix:///") || text.hasPrefix("tcp://"), "seed \(seed): \(read)")
            }
        }
    }
}
