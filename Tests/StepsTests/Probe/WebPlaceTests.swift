import Testing

@testable import Steps

/// Where URLs lead.
struct WebPlaceTests {
    @Test(arguments: [
        ("http://example.org", "http://example.org/"), ("https://example.org/a/", "https://example.org/a/"),
        ("http://[::1]:8080/x?y=1", "http://[::1]:8080/x?…"),
        ("HTTPS://example.org:443", "https://example.org/"),
        ("http://example.org/ä b#c", "http://example.org/%C3%A4%20b"),
    ])
    func aURLIsRead(text: String, shown: String) { #expect(WebPlace(text)?.description == shown) }

    @Test(arguments: [
        "", "ftp://a", "http://", "http://u:p@host/", "http://a:0/", "http://a:99999/", "/path",
        "http://[::1",
    ])
    func anythingElseIsNone(text: String) { #expect(WebPlace(text) == nil) }

    @Test func aPathStandsBehindThatOfTheDoor() throws {
        let door = try #require(WebPlace("https://example.org/app/"))
        #expect(door.below("/health").path == "/app/health")
        #expect(door.below("health").path == "/app/health")
    }
}
