import Basis
@testable import Git
import Testing

/// libgit2's own https code follows redirects within a host whatever it is told, and dereferences a null
/// pointer on some of them: whoever answers could end the process.
@Suite struct RedirectTests {
    private func error(_ answer: String) async throws -> GitError? {
        var caught: GitError?
        try await RawServer.answering(answer) { server in
            caught = await #expect(throws: GitError.self) {
                try await Clone(at: "\(server.scratch.path)/clone").fetch(
                    from: try server.upstream, until: .soon)
            }
        }
        return caught
    }

    @Test(arguments: [
        ("/moved/info/refs", "/moved"), ("/info/refs", ""), ("/", "/"), ("//", "//"), ("", "nowhere"),
        ("moved/info/refs", "moved"), ("?", ""), ("https://", "https://"), (":", ":"),
        ("https://localhost/y/info/refs", "https://localhost/y"),
        ("https://ada:t0ken@localhost/y/info/refs?service=git-upload-pack", "https://localhost/y"),
        ("https://elsewhere.example/y/info/refs", "https://elsewhere.example/y"),
        ("http://localhost/y/info/refs", "http://localhost/y"),
        ("file:///etc/passwd", "file:///etc/passwd"), ("\u{1b}[31mred", "[31mred"),
    ])
    func noRedirectIsFollowedAndEachIsTold(location: String, shown: String) async throws {
        for status in [301, 302, 307] {
            let field = location.isEmpty ? "" : "Location: \(location)\r\n"
            let answer =
                "HTTP/1.1 \(status) Moved\r\n\(field)Content-Length: 0\r\nConnection: close\r\n\r\n"
            let error = try await error(answer)
            guard case .moved(_, shown) = error else {
                Issue.record("\(status) \(location): \(String(describing: error))")
                continue
            }
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 500 No\r\nConnection: close\r\n\r\n", "HTTP/1.1 407 Proxy\r\nConnection: close\r\n\r\n",
        "nonsense", "",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
            + "Content-Type: application/x-git-upload-pack-advertisement\r\n\r\n5\r\n001e#\r\n",
    ])
    func whatNoGitServerAnswersIsUnreachable(answer: String) async throws {
        let error = try await error(answer)
        guard case .unreachable = error else {
            Issue.record("\(answer): \(String(describing: error))")
            return
        }
    }

    @Test func aRedirectThatComesOnlyWithTheObjectsIsNotFollowedEither() async throws {
        try await HTTPSServer.with { server, project in
            let error = await #expect(throws: GitError.self) {
                try await Clone(at: "\(server.scratch.path)/clone").fetch(
                    from: try server.upstream(project, "late"), until: .soon)
            }
            guard case .moved(_, "/elsewhere/git-upload-pack") = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }
}
