import Archives
import Basis
import Glibc
import Ports
import Testing
import Updates

@testable import Docker

/// Data where it lies: programs with their streams in our hands, and volumes as tars.
struct DataTests {
    private static let text = """
        services:
          db:
            image: "belay/shell:test"
            command: "sleep 600"
            volumes: ["data:/data"]
            stop_grace_period: 1s
        volumes: {data: {}}
        """

    private func staged(_ work: @escaping @Sendable (DockerData, Deadline) async throws -> Void) async throws
    {
        try await Stage.with { stage in
            let shop = try await StagedProject.on(stage) { _ in DataTests.text }
            try await shop.up(shop.tree("v1"), services: ["db"])
            try await work(DockerData(shop.site), .after(.seconds(60)))
        }
    }

    private func sum(_ stream: any ByteStream) async throws -> (count: Int, sum: UInt64) {
        var (count, sum) = (0, UInt64(14_695_981_039_346_656_037))
        while let piece = try await stream.next() {
            count += piece.count
            for byte in piece { sum = (sum ^ UInt64(byte)) &* 1_099_511_628_211 }
        }
        return (count, sum)
    }

    @Test func aProgramIsGivenMegabytesAndGivesThemBackUnchanged() async throws {
        try await staged { data, deadline in
            let pieces = (0..<64).map { _ in (0..<65_536).map { _ in UInt8.random(in: 0...255) } }
            let program = DataProgram(["cat"], in: "db", input: BytesInMemory(pieces: pieces))
            let came = try await sum(try await data.output(of: program, by: deadline))
            let went = try await sum(BytesInMemory(pieces: pieces))
            #expect(came == went)
        }
    }

    @Test func theStreamOfAProgramThatFailedNeverEnds() async throws {
        try await staged { data, deadline in
            let script = "echo half; echo 'no such table' >&2; exit 3"
            let stream = try await data.output(of: DataProgram(["sh", "-c", script], in: "db"), by: deadline)
            #expect(try await stream.next() == Array("half\n".utf8))
            for _ in 0..<2 {
                let failure = await #expect(throws: DockerFailure.self) { try await stream.next() }
                #expect(failure?.code == .programFailed)
                #expect(failure?.why.contains("exit code 3: no such table") == true)
            }
            let secret = DataProgram(
                ["sh", "-c", "printf %s \"$PASSWORD\""], in: "db", variables: ["PASSWORD": Secret("hush")])
            #expect(
                try await data.output(of: secret, by: deadline).collect(atMost: .kibibytes(1))
                    == Array("hush".utf8))
        }
    }

    @Test func anInputThatFailsIsTheFailureOfTheStream() async throws {
        try await staged { data, deadline in
            let program = DataProgram(
                ["sh", "-c", "cat >/data/loaded"], in: "db", input: BrokenStream())
            let stream = try await data.output(of: program, by: deadline)
            await #expect(throws: BrokenStream.Broken.self) { try await stream.next() }
        }
    }

    @Test func aVolumeIsReadFilledAndArrangedWithoutAnyProgramOfItsImage() async throws {
        try await staged { data, deadline in
            let script = "mkdir -p /data/sub && echo hello >/data/sub/file && chmod 640 /data/sub/file"
            let program = DataProgram(["sh", "-c", script], in: "db")
            _ = try await sum(try await data.output(of: program, by: deadline))
            let tar = try await data.contents(of: "data", by: deadline).collect(atMost: .mebibytes(1))
            try await data.put(BytesInMemory(tar), into: "data", below: "copy", by: deadline)
            try await data.arrange(
                "data", script: "rm -r sub && mv \"$1\"/sub other && rmdir \"$1\"", words: ["copy"],
                by: deadline)
            let look = DataProgram(["sh", "-c", "ls -R /data; cat /data/other/file"], in: "db")
            let names = try await data.output(of: look, by: deadline).collect(atMost: .kibibytes(4))
            #expect(String(decoding: names, as: UTF8.self) == "/data:\nother\n\n/data/other:\nfile\nhello\n")
            let failure = await #expect(throws: DockerFailure.self) {
                try await data.arrange("data", script: "echo bad >&2; exit 4", words: [], by: deadline)
            }
            #expect(failure?.why == "exit code 4: bad\n")
            await #expect(throws: DockerFailure.self) { try await data.contents(of: "nothing", by: deadline) }
        }
    }
}

/// A stream that fails after some bytes.
private final class BrokenStream: ByteStream {
    struct Broken: Error {}

    private let pieces = BytesInMemory([1, 2, 3])

    func next() async throws -> [UInt8]? {
        if let piece = try await pieces.next() { return piece }
        throw Broken()
    }
}
