import Testing

@testable import Git

@Suite struct KnownHostsTests {
    private func key(_ base64: String, host: String = "example.org", port: Int = 22) -> HostKey {
        HostKey(host: host, port: port, type: "ssh-ed25519", fingerprint: "", base64: base64)
    }

    private func hosts(_ text: String) -> KnownHosts {
        var hosts = KnownHosts()
        hosts.add(text, from: "known")
        return hosts
    }

    @Test func aListedKeyIsKnown() {
        let known = hosts("# comment\n\nother,example.org ssh-ed25519 AAAA me@home\n")
        #expect(known.verdict(key("AAAA")) == .known)
        #expect(known.verdict(key("AAAA", host: "EXAMPLE.org")) == .known)
        #expect(known.types(host: "example.org", port: 22) == ["ssh-ed25519"])
    }

    @Test func anotherKeyIsAChangeAndNamesTheLine() {
        let known = hosts("x ssh-rsa B\nexample.org ssh-ed25519 AAAA\n")
        #expect(known.verdict(key("BBBB")) == .changed([.init(file: "known", line: 2, type: "ssh-ed25519")]))
    }

    @Test func anotherPortIsAnotherHost() {
        let known = hosts("[example.org]:2222 ssh-ed25519 AAAA")
        #expect(known.verdict(key("AAAA", port: 2222)) == .known)
        #expect(known.verdict(key("AAAA")) == .unknown)
        #expect(known.verdict(key("AAAA", port: 2223)) == .unknown)
    }

    @Test func wildcardsAndNegationAreUnderstood() {
        let known = hosts("*.example.org,!bad.example.org ssh-ed25519 AAAA")
        #expect(known.verdict(key("AAAA", host: "a.example.org")) == .known)
        #expect(known.verdict(key("AAAA", host: "bad.example.org")) == .unknown)
    }

    @Test func aRevokedKeyIsRefusedThoughItIsListed() {
        let known = hosts("example.org ssh-ed25519 AAAA\n@revoked * ssh-ed25519 AAAA")
        #expect(known.verdict(key("AAAA")) == .revoked(.init(file: "known", line: 2, type: "ssh-ed25519")))
    }

    @Test func linesWithoutSenseKnowNobody() {
        let text =
            "example.org\nexample.org ssh-ed25519\n|1|x|y ssh-ed25519 AAAA\n@other * ssh-ed25519 AAAA"
        #expect(hosts(text).verdict(key("AAAA")) == .unknown)
    }

    @Test func namesHashedByOpenSSHAreFound() async throws {
        try await Scratch.with { scratch in
            let file = try scratch.write(
                "example.org ssh-ed25519 AAAA\n[h]:2222 ssh-rsa AAAA\n", to: "\(scratch.path)/known")
            try Program.run(["ssh-keygen", "-H", "-f", file], in: scratch)
            let text = try Scratch.read(file)
            #expect(text.hasPrefix("|1|"))
            let known = hosts(text)
            #expect(known.verdict(key("AAAA")) == .known)
            #expect(known.types(host: "h", port: 2222) == ["ssh-rsa"])
            #expect(known.verdict(key("AAAA", host: "other")) == .unknown)
        }
    }

    @Test(arguments: [0, 1, 3, 55, 56, 63, 64, 65, 119, 120, 1000])
    func sha1AgreesWithTheProgram(length: Int) async throws {
        try await Scratch.with { scratch in
            let text = String(repeating: "a", count: length)
            let file = try scratch.write(text, to: "\(scratch.path)/text")
            let sum = try Program.run(["sha1sum", file], in: scratch).output.prefix(40)
            #expect(ObjectID(bytes: SHA1.digest(Array(text.utf8))).hexadecimal == sum)
        }
    }

    @Test(arguments: 0..<200)
    func noRandomFileTraps(seed: UInt64) {
        var generator = Seeded(seed)
        let alphabet = Array("|1@#*?!,[]:= \tab\n/+\\\u{e9}revoked ssh-ed25519")
        let text = String((0..<200).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] })
        #expect(hosts(text).verdict(key("AAAA")) != .known, "seed \(seed)")
    }
}
