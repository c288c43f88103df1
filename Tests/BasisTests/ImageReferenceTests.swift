import Basis
import Testing

private let hash = String(repeating: "f0", count: 32)
private let digest = "sha256:" + hash

/// A reference with what it should be taken for.
private struct Known: Sendable, CustomTestStringConvertible {
    let text: String
    let registry: String?
    let repository: String
    let tag: String?
    let digest: String?

    init(
        _ text: String, _ registry: String?, _ repository: String, _ tag: String? = nil,
        _ digest: String? = nil
    ) {
        (self.text, self.registry, self.repository) = (text, registry, repository)
        (self.tag, self.digest) = (tag, digest)
    }

    var testDescription: String { text }
}

/// The cases that the grammar of image references turns on, each form of a host with each form of the rest.
private let known: [Known] = [
    Known("postgres", nil, "postgres"), Known("app_web", nil, "app_web"),
    Known("app.web:tag", nil, "app.web", "tag"),
    Known("app.web:5000", nil, "app.web", "5000"), Known("app.web/repo:tag", "app.web", "repo", "tag"),
    Known("app:5000/repo", "app:5000", "repo"), Known("app:5000/repo:tag", "app:5000", "repo", "tag"),
    Known("app:5000/repo@\(digest)", "app:5000", "repo", nil, digest),
    Known("app:5000/repo:tag@\(digest)", "app:5000", "repo", "tag", digest),
    Known("a:Tag_1.x-y", nil, "a", "Tag_1.x-y"), Known("a:_", nil, "a", "_"),
    Known("user/app", nil, "user/app"),
    Known("localhost/app", "localhost", "app"),
    Known("localhost:5000/a/b/c:1", "localhost:5000", "a/b/c", "1"),
    Known("localhost:5000", nil, "localhost", "5000"),
    Known("sub-1.x.org/a/b/c:t", "sub-1.x.org", "a/b/c", "t"),
    Known("xn--n3h.com/a:xn--n3h.com", "xn--n3h.com", "a", "xn--n3h.com"),
    Known("Docker/app", "Docker", "app"), Known("foo/foo_bar.com:8080", nil, "foo/foo_bar.com", "8080"),
    Known("192.168.1.1", nil, "192.168.1.1"),
    Known("192.168.1.1:5000/repo:5050", "192.168.1.1:5000", "repo", "5050"),
    Known("[2001:db8::1]/repo", "[2001:db8::1]", "repo"),
    Known("[::1]:5000/a:t@\(digest)", "[::1]:5000", "a", "t", digest),
    Known("a---b/c__d/e.f", nil, "a---b/c__d/e.f"), Known("registry.io/\(hash)", "registry.io", hash),
    Known("\(hash):tag", nil, hash, "tag"), Known("user/\(hash)", nil, "user/\(hash)"),
    Known("d/t", nil, "d/t"),
    Known("a@sha512:\(hash)\(hash)", nil, "a", nil, "sha512:\(hash)\(hash)"),
    Known("sha256:\(hash)", nil, "sha256", hash), Known("\(hash.dropLast())", nil, "\(hash.dropLast())"),
    Known("a:" + String(repeating: "t", count: 128), nil, "a", String(repeating: "t", count: 128)),
    Known(
        String(repeating: "a/", count: 127) + "a:over-all-limits", nil,
        String(repeating: "a/", count: 127) + "a",
        "over-all-limits"),
]

@Test(arguments: known) private func referencesAreTakenApart(_ known: Known) throws {
    let reference = try #require(ImageReference(known.text))
    #expect(reference.registry == known.registry && reference.repository == known.repository)
    #expect(reference.tag == known.tag && reference.digest?.description == known.digest)
    #expect(reference.description == known.text && reference.isPinned == (known.digest != nil))
    #expect(ImageReference(reference.name)?.description == reference.name || known.text.hasPrefix(hash))
}

@Test(arguments: [
    "", ":", "@", "/", "a:", "a@", ":tag", "@\(digest)", "a@sha256:\(hash.dropLast())", "a@\(digest)0",
    "a@sha999:\(hash)",
    "a@\(digest)@\(digest)", "a:t:t", "a:t/b", "Upper", "Upper:tag", "app:5000/Upper/lower", "user/Upper",
    "a/b$c^/d", "a b",
    " a", "a ", "a\n", "a\0", "-a", "-a/b", "a-/b", "_a", "a_", "a/", "/a", "a//b", "a///b", "a..b", "a_.b",
    "a-.b", "a___b",
    "a.", ".a", "https://x.org/a/b", "[2001:db8::1]", "[2001:db8::1]:5000", "[2001:db8::1]:tag",
    "[fe80::1%eth0]:5000/a",
    "[::1/a", "::1/a", "[]/a", "[::1]x/a", "[::192.0.2.3]:5000/a", "fc00::1:5000/a", "-x.org/a", "x-.org/a",
    "x..org/a",
    "x.org:/a", "x.org:port/a", "x.org:65536/a", "x.org:+1/a", "x.org:-1/a", "x_y.org/a", hash, "a:-t",
    "a:.t", "a:t+1",
    "a:t\u{E9}", "\u{E9}", "x.\u{E9}/a", "[\u{FF11}::1]/a", "x.org:\u{661}/a", "a/\u{301}b", "a:\u{301}t",
    "a@\u{301}\(digest)",
    "a:" + String(repeating: "t", count: 129), String(repeating: "a/", count: 128) + "a:tag",
    "x.org/" + String(repeating: "a", count: 250),
])
func whatAnEngineWouldRefuseIsRefused(_ text: String) { #expect(ImageReference(text) == nil) }

@Test func pinningKeepsTheNameAndTheTag() throws {
    let (reference, pin) = try (#require(ImageReference("x.org:1/a/b:t")), #require(Digest(digest)))
    let pinned = reference.pinned(to: pin)
    #expect(pinned.description == "x.org:1/a/b:t@\(digest)" && pinned.isPinned && !reference.isPinned)
    #expect(ImageReference(pinned.description) == pinned && pinned.name == "x.org:1/a/b")
}

@Test(arguments: UInt64(1)...20) func whateverIsReadIsWrittenAsItWas(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
        let text = generator.text(of: "ab0A.-_:/@[]", atMost: 10)
        guard let reference = ImageReference(text) else { continue }
        #expect(reference.description == text, "seed \(seed): \(text)")
        #expect(text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "seed \(seed): \(text)")
    }
}
