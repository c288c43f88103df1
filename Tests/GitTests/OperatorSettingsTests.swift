import Basis
import Glibc
import Testing

@testable import Git

/// Settings that lead every fetch astray and run programs, where git looks for them.
@Suite struct OperatorSettingsTests {
    private static let variables = [
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.bare", "GIT_CONFIG_VALUE_0": "nonsense",
        "GIT_DIR": "/nowhere", "GIT_OBJECT_DIRECTORY": "/nowhere", "GIT_CEILING_DIRECTORIES": "/",
    ]

    private func write(_ scratch: Scratch, leadingAway path: String) throws -> (
        home: String, witness: String
    ) {
        let (home, witness) = (scratch.fresh("home"), scratch.fresh("witness"))
        try Program.run(["mkdir", "-p", "\(home)/hooks", "\(home)/.config/git"], in: scratch)
        for hook in ["post-checkout", "reference-transaction", "post-index-change"] {
            try scratch.write("#!/bin/sh\ntouch \(witness)\n", to: "\(home)/hooks/\(hook)", mode: 0o755)
        }
        try scratch.write("* text eol=crlf filter=astray\n", to: "\(home)/attributes")
        let settings = """
            [url "/nowhere/"]
                insteadOf = \(path)
            [core]
                hooksPath = \(home)/hooks
                attributesFile = \(home)/attributes
                autocrlf = true
            [filter "astray"]
                smudge = touch \(witness)
                required = true

            """
        for file in [".gitconfig", ".config/git/config"] {
            try scratch.write(settings, to: "\(home)/\(file)")
        }
        return (home, witness)
    }

    @Test func theyChangeNothingInAProcessThatStartsWithThem() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            let head = try project.commit("file", "one\ntwo\n")
            let (home, witness) = try write(scratch, leadingAway: project.path)
            // The git program goes astray: the settings are what they are meant to be.
            let astray = try Program.run(
                ["git", "ls-remote", project.path], in: scratch,
                environment: ["HOME": home, "GIT_CONFIG_GLOBAL": "\(home)/.gitconfig"], mayFail: true)
            #expect(astray.status != 0 && astray.errors.contains("/nowhere/"))

            let (source, path, id) = (project.path, "\(scratch.path)/clone", head.hexadecimal)
            await #expect(processExitsWith: .success) {
                [home = home as String, source = source as String, path = path as String, id = id as String]
                in
                var variables = OperatorSettingsTests.variables
                variables["HOME"] = home
                variables["XDG_CONFIG_HOME"] = "\(home)/.config"
                variables["GIT_CONFIG_GLOBAL"] = "\(home)/.gitconfig"
                variables["GIT_CONFIG_SYSTEM"] = "\(home)/.gitconfig"
                for (name, value) in variables { setenv(name, value, 1) }
                let clone = Clone(at: path)
                let report = try await clone.fetch(
                    from: Upstream(try RemoteAddress(source)), until: .soon)
                let commit = try #require(ObjectID(id))
                _ = try await clone.checkOut(commit, to: "\(path).release", until: .soon)
                #expect(report.changes.map(\.name) == ["main"])
            }
            #expect(try Scratch.read("\(path).release/file") == "one\ntwo\n")
            #expect(access(witness, F_OK) != 0)
        }
    }
}
