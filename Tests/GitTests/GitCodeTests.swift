import Basis
@testable import Git
import Testing

@Suite struct GitCodeTests {
    @Test(arguments: GitCode.allCases)
    func everyCodeSaysWhatItMeansAndWhatToDo(code: GitCode) {
        #expect(code.rawValue.hasPrefix("git."))
        #expect(code.summary.hasSuffix(".") && code.summary.count > 10)
        #expect(code.remedy.hasSuffix(".") && code.remedy.count > 10)
    }

    private static let key = HostKey(
        host: "h", port: 2222, type: "ssh-ed25519", fingerprint: "SHA256:x", base64: "AA")
    private static let object = ObjectID("0123456789012345678901234567890123456789")

    @Test func everyErrorHasItsOwnCode() throws {
        let id = try #require(Self.object)
        let source = KnownHosts.Source(file: "known", line: 3, type: "ssh-rsa")
        let errors: [GitError] = [
            .badAddress(shown: "a", why: "b"), .moved(place: "a", to: "b"),
            .noSuchRepository(place: "a", why: "b"),
            .authenticationFailed(place: "a", tried: ["key"], why: "b"),
            .credentialsUnusable(what: "a", why: "b"),
            .hostUnknown(Self.key, files: ["known"]), .hostKeyChanged(Self.key, known: [source]),
            .hostKeyRevoked(Self.key, at: source), .certificateRefused(place: "a", why: "b"),
            .unreachable(place: "a", why: "b"), .noSuchTag("v1", nearest: "v2", place: "a"),
            .noSuchBranch("m", nearest: nil, place: "a"), .noSuchCommit("c", place: "a"),
            .noSuchPath("p", commit: id, why: "b"), .ambiguous("n", place: "a", why: "b"),
            .corrupt(place: "a", why: "b"), .diskFull(place: "a", why: "b"), .unwritable(path: "a", why: "b"),
            .timedOut(.receiving, place: "a"), .cancelled(.connecting, place: "a"),
            .busy(place: "a", holder: "b"),
            .lockHeld(place: "a", why: "b"), .notOwned(place: "a", why: "b"),
            .unsafePath("p", commit: id, why: "b"), .submodules([], commit: id),
            .tooLarge(what: "a", limit: "b"),
            .verifierFailed(program: "gpg", why: "b"), .library(code: -1, place: "a", why: "b"),
        ]
        #expect(Set(errors.map(\.diagnostic.code)) == Set(GitCode.allCases.map(\.rawValue)))
        #expect(errors.allSatisfy { !$0.diagnostic.what.isEmpty && !$0.diagnostic.remedy.isEmpty })
    }

    @Test func anUnknownHostIsToldWithTheLineToAdd() {
        let diagnostic = GitError.hostUnknown(Self.key, files: ["/etc/known"]).diagnostic
        #expect(
            diagnostic.remedy.contains("[h]:2222 ssh-ed25519 AA") && diagnostic.remedy.contains("/etc/known"))
        #expect(diagnostic.what.contains("SHA256:x"))
    }
}
