import Basis
import Glibc
import HTTP
import Synchronization
import Testing

/// Gives so many pieces, counting how many were asked for.
private final class CountedPieces: ByteStream {
    struct Broken: Error {}
    let asked = Atomic(0)
    private let count: Int
    private let piece: [UInt8]
    private let breaks: Bool

    init(_ count: Int, of size: Int, breaks: Bool = false) {
        self.count = count
        self.breaks = breaks
        piece = [UInt8](repeating: 7, count: size)
    }

    func next() async throws -> [UInt8]? {
        let number = asked.add(1, ordering: .relaxed).newValue
        if number > count, breaks { throw Broken() }
        return number > count ? nil : piece
    }
}

@Suite(.serialized) struct StreamingTests {
    /// What this process holds in memory now, in bytes.
    private var resident: Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var (total, resident) = (0, 0)
        withUnsafeMutablePointer(to: &total) { total in
            withUnsafeMutablePointer(to: &resident) { resident in
                _ = withVaList([total, resident]) { vfscanf(file, "%ld %ld", $0) }
            }
        }
        return resident * 4096
    }

    @Test func aSlowReaderHoldsBackALongBody() async throws {
        let (size, piece) = (200 << 20, [UInt8](repeating: 9, count: 1 << 20))
        let written = Atomic(0)
        try await withServer { peer in
            _ = peer.readHead()
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n")
            for _ in 0..<200 where peer.write(piece) { written.add(piece.count, ordering: .relaxed) }
        } _: { _, client in
            let before = resident
            let response = try await client.send(HTTPRequest(.get, "/"), deadline: ample)
            #expect(try await response.body.next() != nil)
            // The reader pauses: what the sender can still write is what the system's and our own buffers
            // hold.
            var last = -1
            while last != written.load(ordering: .relaxed) {
                last = written.load(ordering: .relaxed)
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(last < 32 << 20, "\(last) bytes were taken from the sender while nobody read")
            var (rest, most) = (0, 0)
            while let bytes = try await response.body.next() {
                rest += bytes.count
                most = max(most, bytes.count)
                #expect(bytes.last == 9)
            }
            #expect(rest > 190 << 20 && most <= 512 << 10)
            #expect(resident - before < 100 << 20, "memory grew by \(resident - before) bytes")
        }
    }

    @Test(arguments: [nil, 64 << 20] as [Int64?])
    func anUploadIsAskedForAsItIsTaken(length: Int64?) async throws {
        let release = Atomic(false)
        try await withServer { peer in
            let head = peer.readHead() ?? ""
            while !release.load(ordering: .acquiring) { usleep(1000) }
            var count = 0
            if head.contains("Content-Length: \(64 << 20)\r\n") {
                while count < 64 << 20, let bytes = peer.read(atMost: 1 << 20) { count += bytes.count }
            } else if head.contains("Transfer-Encoding: chunked\r\n") {
                var tail: [UInt8] = []
                while tail != Array("\r\n0\r\n\r\n".utf8), let bytes = peer.read(atMost: 1 << 20) {
                    count += bytes.count
                    tail = Array((tail + bytes.suffix(7)).suffix(7))
                }
            }
            peer.answer("\(count >= 64 << 20)")
        } _: { _, client in
            let source = CountedPieces(64, of: 1 << 20)
            let request = HTTPRequest(.post, "/build", body: .stream(source, length: length))
            async let response = client.send(request, deadline: ample)
            var last = -1
            while last != source.asked.load(ordering: .relaxed) || last == 0 {
                last = source.asked.load(ordering: .relaxed)
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(last < 32, "\(last) MiB were asked for while nobody took them")
            release.store(true, ordering: .releasing)
            let answer = try await response.collect(atMost: .kibibytes(1))
            #expect(answer == Array("true".utf8))
            #expect(source.asked.load(ordering: .relaxed) == 65)
        }
    }

    @Test(arguments: [
        (3, 10, false, "before its announced"), (5, 10, false, "longer"), (2, 10, true, "Broken"),
    ])
    func aBodyThatIsNotWhatWasSaidFails(count: Int, size: Int, breaks: Bool, why: String) async throws {
        try await withServer { peer in
            _ = peer.readHead()
            peer.awaitEnd()
        } _: { server, client in
            let source = CountedPieces(count, of: size, breaks: breaks)
            let request = HTTPRequest(.put, "/", body: .stream(source, length: 40))
            let failure = try await failure { _ = try await client.send(request, deadline: ample) }
            #expect(failure.code == .requestBodyFailed && failure.why?.contains(why) == true)
            #expect(await eventually { server.open == 0 })
        }
    }

    @Test func bytesArriveWholeWithTheirLength() async throws {
        try await withServer { peer in
            while let head = peer.readHead() {
                let body = peer.read(exactly: 300_000)
                let isSound =
                    head.contains("Content-Length: 300000\r\n")
                    && body == [UInt8](repeating: 5, count: 300_000)
                peer.answer("\(isSound)")
            }
        } _: { _, client in
            let body = HTTPBody.bytes([UInt8](repeating: 5, count: 300_000))
            let response = try await client.send(HTTPRequest(.post, "/", body: body), deadline: ample)
            #expect(try await response.collect(atMost: .kibibytes(1)) == Array("true".utf8))
        }
    }

    @Test func anAnswerBeforeTheUploadEndsIsStillTheAnswer() async throws {
        try await withServer { peer in
            _ = peer.readHead()
            peer.answer("enough", status: "413 Too Large", headers: "Connection: close\r\n")
            peer.awaitEnd()
        } _: { _, client in
            let source = CountedPieces(1000, of: 1 << 20)
            let request = HTTPRequest(.post, "/", body: .stream(source, length: nil))
            let response = try await client.send(request, deadline: ample)
            #expect(response.status == 413)
        }
    }
}
