import Archives
import Basis
import Glibc
import Testing

/// Memory is bounded and threads end, however large an archive is and however its reader goes away.
struct ResourceTests {
    /// A stream that never gives anything, until it is cancelled.
    private final class Silent: ByteStream {
        func next() async throws -> [UInt8]? {
            try await Task.sleep(for: .seconds(3600))
            return nil
        }
    }

    private func residentBytes() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, 128, file) != nil else { return 0 }
        let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return (Int(words.split(separator: " ")[1]) ?? 0) * 4096
    }

    /// How many of our worker threads there are, those of other tests included.
    private func workers() -> Int {
        guard let directory = opendir("/proc/self/task") else { return 0 }
        defer { closedir(directory) }
        var count = 0
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard let file = fopen("/proc/self/task/\(name)/comm", "r") else { continue }
            defer { fclose(file) }
            var line = [CChar](repeating: 0, count: 32)
            guard fgets(&line, 32, file) != nil else { continue }
            if String(decoding: line.map { UInt8(bitPattern: $0) }, as: UTF8.self).hasPrefix("belay-") {
                count += 1
            }
        }
        return count
    }

    /// Other tests run meanwhile, but there are moments without any worker; with a leaked one there never is.
    private func awaitNoWorkers() async throws {
        let deadline = Deadline.after(.seconds(120))
        while workers() > 0 {
            try #require(!deadline.hasPassed, "\(workers()) worker threads are left")
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    @Test(arguments: [Compression.none, .zstd])
    func twoHundredMegabytesGoThroughInBoundedMemory(compression: Compression) async throws {
        let size = 200 << 20
        let entry = ArchiveEntry(ArchiveName("big"), .file(size: Int64(size)))
        let item = ArchiveItem(entry, .stream(Zeros(count: size, isNoise: true)))
        let reader = ArchiveReader(
            TarStream(of: [item], compression), limits: ArchiveLimits(ratio: .max))
        _ = try await reader.nextEntry()
        let before = residentBytes()
        var (count, most) = (0, 0)
        while let piece = try await reader.nextPiece() {
            count += piece.count
            most = max(most, residentBytes() - before)
        }
        #expect(count == size)
        // Generous: other tests of this process allocate meanwhile.
        #expect(most < 100 << 20, "grew by \(most >> 20) MiB")
    }

    @Test
    func aReaderThatGoesAwayEndsTheWorker() async throws {
        for drops in [true, false] {
            weak var source: Zeros?
            do {
                let endless = Zeros(count: 1 << 40)
                source = endless
                let stream = CompressedStream(endless, .none)
                if drops {
                    _ = try await stream.next()
                } else {
                    let task = Task { while try await stream.next() != nil {} }
                    task.cancel()
                    await #expect(throws: CancellationError.self) { try await task.value }
                    await #expect(throws: CancellationError.self) { try await stream.next() }
                }
            }
            try await awaitNoWorkers()
            let deadline = Deadline.after(.seconds(30))
            while source != nil, !deadline.hasPassed { await Task.yield() }
            #expect(source == nil, "the source is still held")
        }
    }

    @Test
    func cancellingEndsAWaitForASilentSource() async throws {
        let reader = ArchiveReader(Silent())
        let reading = Task { try await reader.nextEntry() }
        reading.cancel()
        await #expect(throws: CancellationError.self) { _ = try await reading.value }
        let silent = ArchiveItem(ArchiveEntry(ArchiveName("a"), .file(size: 1)), .stream(Silent()))
        let writer = TarStream(of: [silent])
        let writing = Task { while try await writer.next() != nil {} }
        writing.cancel()
        await #expect(throws: CancellationError.self) { try await writing.value }
        try await Scratch.with { scratch in
            let path = scratch.sub("out")
            let unpacking = Task { try await Extraction().unpackWhole(Silent(), as: path) }
            unpacking.cancel()
            do {
                _ = try await unpacking.value
                Issue.record("not cancelled")
            } catch let failure as ExtractionFailure {
                #expect(failure.cause is CancellationError && !failure.written.isKept)
                #expect(failure.diagnostic.code == "archive.cancelled")
            }
            #expect(try Program.run("ls", ["-A", scratch.path]) == "")
        }
        try await awaitNoWorkers()
    }
}
