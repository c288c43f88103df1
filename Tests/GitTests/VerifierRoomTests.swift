import Glibc
import Testing

@testable import Git

@Suite struct VerifierRoomTests {
    private func rooms(_ scratch: Scratch) throws -> [String] {
        try FileTree.names(scratch.path).filter { $0.contains(".verify-") }.sorted()
    }

    @Test func aRoomIsGoneWithItsCheck() async throws {
        try await Scratch.with { scratch in
            do {
                let room = try VerifierRoom(beside: "\(scratch.path)/clone")
                _ = try room.write([1, 2], as: "signature")
                #expect(try rooms(scratch).count == 1)
            }
            #expect(try rooms(scratch).isEmpty)
        }
    }

    @Test func theRoomOfAKilledCheckIsRemovedByTheNextAndALivingOneIsLeft() async throws {
        try await Scratch.with { scratch in
            let path = "\(scratch.path)/clone"
            let living = try VerifierRoom(beside: path)
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
                let room = try VerifierRoom(beside: path)
                _ = try room.write([1], as: "signature")
                kill(getpid(), SIGKILL)
            }
            #expect(try rooms(scratch).count == 2)
            let next = try VerifierRoom(beside: path)
            #expect(Set(try rooms(scratch).map { "\(scratch.path)/\($0)" }) == [living.path, next.path])
        }
    }

    @Test func aFetchRemovesAndTellsTheRoomOfAKilledCheck() async throws {
        try await Scratch.with { scratch in
            let project = try Project(in: scratch)
            try project.commit()
            try Program.run(["mkdir", "-p", "\(scratch.path)/clone.verify-abcdef/private"], in: scratch)
            let report = try await Clone(at: "\(scratch.path)/clone").fetch(
                from: try project.upstream, until: .soon)
            #expect(report.healed == ["clone.verify-abcdef"])
            #expect(try rooms(scratch).isEmpty)
        }
    }
}
