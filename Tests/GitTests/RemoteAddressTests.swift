import Basis
import Git
import Testing

@Suite struct RemoteAddressTests {
    @Test(arguments: [
        ("/srv/app.git", "/srv/app.git"), ("file:///srv/my%20app.git", "/srv/my app.git"),
        ("https://example.org/app.git", "https://example.org/app.git"),
        ("https://ada:token@example.org:8443/app", "https://example.org:8443/app"),
        ("ssh://git@example.org/app", "ssh://example.org/app"),
        ("ssh://git@[::1]:2222/app", "ssh://[::1]:2222/app"),
        ("git@example.org:team/app.git", "ssh://example.org/team/app.git"),
    ])
    func anAddressIsShownWithoutItsUser(text: String, shown: String) throws {
        #expect(try RemoteAddress(text).description == shown)
    }

    @Test(arguments: [
        "http://example.org/app", "git://example.org/app", "relative/path", "https://example.org",
        "https:///app",
        "ssh://-oProxyCommand=x/app", "-oProxyCommand=x:app", "https://h:99999/a", "https://h/a b",
        "https://h/a\u{1b}",
        "ftp://h/a", "", "file://elsewhere/a", "file:///%zz",
    ])
    func whatProvesNothingOrMakesNoSenseIsRefused(text: String) {
        #expect(throws: GitError.self) { try RemoteAddress(text) }
    }

    @Test func aPasswordInTheAddressIsUsedAndNeverShown() throws {
        let address = try RemoteAddress("https://ada:s3cr%65t@example.org/app")
        #expect(address.password == Secret("s3cret") && address.user == "ada")
        var dumped = ""
        dump(Upstream(address), to: &dumped)
        #expect(
            !dumped.contains("s3cr") && !"\(address)".contains("s3cr")
                && !"\(Upstream(address))".contains("s3cr"))
    }

    @Test func aRefusalNeverShowsThePassword() throws {
        let error = try #require(throws: GitError.self) {
            try RemoteAddress("http://ada:s3cret@example.org/app")
        }
        #expect(!"\(error)".contains("s3cret") && !"\(error.diagnostic)".contains("s3cret"))
    }
}
