import Basis
import FoundationEssentials
import Testing

@testable import Docker

/// Logins as Docker keeps them: in its settings, or with a program.
struct LoginTests {
    private func logins(_ settings: String, path: String = "/nowhere") throws -> RegistryLogins {
        RegistryLogins(
            try DockerSettings(Array(settings.utf8), name: "config.json"), variables: ["PATH": path])
    }

    @Test(arguments: [
        ("shop.example/web", #"{"auths":{"shop.example":{"auth":"bWU6b3Blbg=="}}}"#),
        ("shop.example/web", #"{"auths":{"https://shop.example/v2/":{"auth":"bWU6b3Blbg=="}}}"#),
        ("web", #"{"auths":{"https://index.docker.io/v1/":{"auth":"bWU6b3Blbg=="}}}"#),
    ])
    func aLoginInTheSettingsIsFound(_ image: String, _ settings: String) async throws {
        let image = try #require(ImageReference(image))
        let login = try await logins(settings).login(for: image)
        #expect(login == .password(user: "me", Secret("open")))
    }

    @Test func aTokenStandsForAPassword() async throws {
        let image = try #require(ImageReference("shop.example/web"))
        let found = try await logins(#"{"auths":{"shop.example":{"identitytoken":"t"}}}"#).login(for: image)
        #expect(found == .token(Secret("t")))
    }

    @Test func whoHasNoLoginGetsNone() async throws {
        let image = try #require(ImageReference("other.example/web"))
        #expect(try await logins("{}").login(for: image) == nil)
        let other = try logins(#"{"auths":{"shop.example":{"auth":"bWU6b3Blbg=="}}}"#)
        #expect(try await other.login(for: image) == nil)
    }

    @Test func aProgramThatKeepsLoginsIsAsked() async throws {
        let folder = "/tmp/belay-logins-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let script = """
            #!/bin/sh
            read registry
            case $registry in
            a.example) echo '{"ServerURL":"a.example","Username":"me","Secret":"open"}' ;;
            b.example) echo '{"Username":"<token>","Secret":"t"}' ;;
            c.example) echo 'credentials not found in native keychain'; exit 1 ;;
            *) echo 'the keychain is locked' >&2; exit 1 ;;
            esac
            """
        let program = "\(folder)/docker-credential-test"
        try script.write(toFile: program, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        let all = try logins(#"{"credsStore":"test"}"#, path: folder)
        let image = { (text: String) in try #require(ImageReference("\(text).example/web")) }
        #expect(try await all.login(for: image("a")) == .password(user: "me", Secret("open")))
        #expect(try await all.login(for: image("b")) == .token(Secret("t")))
        #expect(try await all.login(for: image("c")) == nil)
        let locked = await #expect(throws: DockerFailure.self) { try await all.login(for: image("d")) }
        #expect(locked?.code == .badLogin && locked?.why == "the keychain is locked")
        let single = try logins(#"{"credHelpers":{"a.example":"test"}}"#, path: folder)
        #expect(try await single.login(for: image("a")) != nil)
        #expect(try await single.login(for: image("d")) == nil)
    }

    @Test func settingsThatAreNoneSayWhere() {
        let failure = #expect(throws: DockerFailure.self) { try logins("[1") }
        #expect(failure?.code == .badLogin && failure?.place == "config.json")
    }
}
