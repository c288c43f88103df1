import Basis
import Seals
import Subprocesses
import Testing

/// Each side opens what the other sealed.
@Suite(.serialized) struct AgeProgramTests {
    // Each border of a chunk, and some chunks; `Benchmarks/Seals` has four thousand of them compared.
    static let sizes = [0, 1, 65535, 65536, 65537, 131072, 1_000_003]

    @Test(arguments: sizes) func ageOpensWhatWeSeal(size: Int) async throws {
        let age = try AgeProgram()
        let identity = try await age.identity("key")
        let plain = Bytes.noise(size)
        for armored in [false, true] {
            let sealed = try await Bytes.seal(plain, for: [identity.recipient], armored: armored)
            #expect(try await age.run("age", ["-d", "-i", "key"], input: sealed) == plain)
        }
    }

    @Test(arguments: sizes) func weOpenWhatAgeSeals(size: Int) async throws {
        let age = try AgeProgram()
        let identity = Identity.generate()
        let plain = Bytes.noise(size)
        for options in [[], ["-a"]] {
            let sealed = try await age.run("age", options + ["-r", "\(identity.recipient)"], input: plain)
            #expect(try await Bytes.open(sealed, as: identity) == plain)
        }
    }

    @Test func keysAreTheSameOnBothSides() async throws {
        let age = try AgeProgram()
        let theirs = try await age.identity("key")
        let printed = try await age.run("age-keygen", ["-y", "key"])
        #expect(String(decoding: printed, as: UTF8.self) == "\(theirs.recipient)\n")
        let ours = Identity.generate()
        let read = try await age.run("age-keygen", ["-y"], input: Array((ours.reveal().reveal() + "\n").utf8))
        #expect(String(decoding: read, as: UTF8.self) == "\(ours.recipient)\n")
        #expect(try Identity(ours.reveal()).recipient == ours.recipient)
    }

    @Test func eachOfSeveralRecipientsOpensTheFile() async throws {
        let age = try AgeProgram()
        let plain = Bytes.noise(1000)
        let names = ["one", "two", "three"]
        var identities: [Identity] = []
        for name in names { identities.append(try await age.identity(name)) }
        let ours = try await Bytes.seal(plain, for: identities.map(\.recipient))
        let theirs = try await age.run(
            "age", identities.flatMap { ["-r", "\($0.recipient)"] }, input: plain)
        for (name, identity) in zip(names, identities) {
            #expect(try await age.run("age", ["-d", "-i", name], input: ours) == plain)
            #expect(try await Bytes.open(theirs, as: identity) == plain)
        }
        let stranger = Opener(identities: [.generate(), .generate()])
        #expect(await Bytes.flaw(of: ours, as: stranger) == .noMatch)
        #expect(await Bytes.flaw(of: theirs, as: stranger) == .noMatch)
    }

    @Test func passphrasesOpenOnBothSides() async throws {
        let age = try AgeProgram()
        let words = "correct horse ünï battery"
        let plain = Bytes.noise(100_000)
        _ = age.folder.write("plain", plain)
        try await age.onTerminal("age -p -o theirs plain", typing: words)
        let opener = Opener(passphrase: Passphrase(Secret(words)))
        let theirs = opener.open(Bytes.stream(age.folder.read("theirs")), named: "theirs")
        #expect(try await theirs.collect(atMost: Bytes.limit) == plain)

        let sealer = try Sealer(passphrase: Passphrase(Secret(words), workFactor: 12))
        for armored in [false, true] {
            let sealed = try await sealer.seal(Bytes.stream(plain), armored: armored).collect(
                atMost: Bytes.limit)
            _ = age.folder.write("ours", sealed)
            try await age.onTerminal("age -d -o opened ours", typing: words)
            #expect(age.folder.read("opened") == plain)
        }
        let wrong = Opener(passphrase: Passphrase(Secret("incorrect horse")))
        #expect(await Bytes.flaw(of: age.folder.read("ours"), as: wrong) == .wrongPassphrase)
    }

    @Test func ageRefusesWhatWeCutOff() async throws {
        let age = try AgeProgram()
        let identity = try await age.identity("key")
        let sealed = try await Bytes.seal(Bytes.noise(70_000), for: [identity.recipient])
        // The proof that the other side is a judge at all.
        await #expect(throws: SubprocessError.self) {
            try await age.run("age", ["-d", "-i", "key"], input: sealed.dropLast())
        }
    }
}
