import Basis
@testable import Git
import Testing

@Suite struct HTTPSTests {
    private func fetch(_ scratch: Scratch, _ upstream: Upstream) async throws(GitError) -> FetchReport {
        try await Clone(at: scratch.fresh("clone")).fetch(from: upstream, until: .soon)
    }

    @Test func aPrivateAuthorityIsBelievedWhenNamed() async throws {
        try await HTTPSServer.with { server, project in
            let report = try await fetch(server.scratch, try server.upstream(project))
            #expect(report.changes.map(\.name) == ["v1", "main"])
        }
    }

    @Test func aSelfSignedCertificateIsRefused() async throws {
        try await HTTPSServer.with { server, project in
            let error = await #expect(throws: GitError.self) {
                try await fetch(server.scratch, try server.upstream(project, trust: .system))
            }
            guard case .certificateRefused(_, let why) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(why.contains("signed by nobody who is trusted"))
            // Trust that was named for one fetch does not last into another.
            _ = try await fetch(server.scratch, try server.upstream(project))
            await #expect(throws: GitError.self) {
                try await fetch(server.scratch, try server.upstream(project, trust: .system))
            }
        }
    }

    @Test func aCertificateForAnotherHostIsRefused() async throws {
        try await HTTPSServer.with { server, project in
            let name = project.path.dropFirst(server.scratch.path.count + 1)
            let upstream = Upstream(
                try RemoteAddress("https://127.0.0.2:\(server.port)/open/\(name)/.git"),
                certificates: .file(server.certificate))
            let error = await #expect(throws: GitError.self) { try await fetch(server.scratch, upstream) }
            guard case .certificateRefused = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func anAddressInTheCertificateIsBelieved() async throws {
        try await HTTPSServer.with { server, project in
            let name = project.path.dropFirst(server.scratch.path.count + 1)
            let upstream = Upstream(
                try RemoteAddress("https://127.0.0.1:\(server.port)/open/\(name)/.git"),
                certificates: .file(server.certificate))
            #expect(try await fetch(server.scratch, upstream).objects > 0)
        }
    }

    @Test func transfersOfOneProcessGoOnSideBySide() async throws {
        try await HTTPSServer.with { server, project in
            try await Server.silent { port in
                let silent = Upstream(try RemoteAddress("https://127.0.0.1:\(port)/x"))
                let stuck = Task { try await fetch(server.scratch, silent) }
                _ = try await fetch(server.scratch, try server.upstream(project))
                stuck.cancel()
                await #expect(throws: GitError.self) { try await stuck.value }
            }
        }
    }

    @Test func aLongHistoryIsAskedForInSeveralQuestions() async throws {
        try await HTTPSServer.with { server, project in
            try project.fastImport(Streams.commits(300))
            let clone = Clone(at: "\(server.scratch.path)/clone")
            _ = try await clone.fetch(from: try server.upstream(project), until: .soon)
            // Upstream starts anew: nothing that the clone offers is known there, again and again.
            try project.git("update-ref", "-d", "refs/tags/v1")
            try project.git("checkout", "-q", "--orphan", "fresh")
            try project.commit("other", "new\n")
            try project.git("branch", "-D", "main")
            try project.git("gc", "-q", "--prune=now", environment: ["GIT_TRACE": "0"])
            let report = try await clone.fetch(from: try server.upstream(project), until: .soon)
            #expect(report.changes.map(\.name) == ["v1", "fresh", "main"])
            try Program.run(["git", "-C", clone.path, "fsck", "--strict"], in: server.scratch)
        }
    }

    @Test func aTokenOpensWhatIsPrivateAndIsNeverShown() async throws {
        try await HTTPSServer.with { server, project in
            let right = Credentials.token(user: "ada", Secret("t0ken"))
            _ = try await fetch(server.scratch, try server.upstream(project, "private", right))
            let wrong = Credentials.token(user: "ada", Secret("gu3ss"))
            for (credentials, tried) in [(wrong, ["token of ada"]), (.none, [])] {
                let error = await #expect(throws: GitError.self) {
                    try await fetch(server.scratch, try server.upstream(project, "private", credentials))
                }
                guard case .authenticationFailed(_, tried, _) = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
                let shown = "\(String(describing: error)) \(String(describing: error?.diagnostic))"
                #expect(shown.contains("gu3ss") == false)
            }
        }
    }

    @Test func aMissingRepositoryIsTyped() async throws {
        try await HTTPSServer.with { server, project in
            let missing = Upstream(
                try RemoteAddress("https://localhost:\(server.port)/open/nothing"),
                certificates: .file(server.certificate))
            let error = await #expect(throws: GitError.self) { try await fetch(server.scratch, missing) }
            guard case .noSuchRepository = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test func aSilentServerEndsWithTheDeadlineOrTheTask() async throws {
        try await Scratch.with { scratch in
            try await Server.silent { port in
                let upstream = Upstream(try RemoteAddress("https://127.0.0.1:\(port)/x"))
                let clone = Clone(at: "\(scratch.path)/clone")
                let place = "https://127.0.0.1:\(port)/x"
                await #expect(throws: GitError.timedOut(.connecting, place: place)) {
                    try await clone.fetch(from: upstream, until: .after(.milliseconds(300)))
                }
                let task = Task { try await clone.fetch(from: upstream, until: .soon) }
                try await Task.sleep(for: .milliseconds(200))
                task.cancel()
                let result = await task.result
                let error = #expect(throws: GitError.self) { try result.get() }
                guard case .cancelled = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
            }
        }
    }

    @Test func aClosedPortIsUnreachable() async throws {
        try await Scratch.with { scratch in
            let port = try await Server.silent { $0 }
            let error = await #expect(throws: GitError.self) {
                try await fetch(scratch, Upstream(try RemoteAddress("https://127.0.0.1:\(port)/x")))
            }
            guard case .unreachable(_, let why) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(why.contains("Nobody accepts connections"))
        }
    }
}
