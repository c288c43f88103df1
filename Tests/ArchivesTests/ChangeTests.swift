import Archives
import Glibc
import Testing

/// A file that changes while it is read ends the archive with its name, never with a tar that lies.
struct ChangeTests {
    private static let size = 16 << 20

    @Test(arguments: ArchiveError.Change.allCases)
    func aChangeIsNamed(change: ArchiveError.Change) async throws {
        try await Scratch.with { scratch in
            scratch.write("a", [UInt8](repeating: 7, count: ChangeTests.size))
            scratch.write("b", "second")
            let stream = TarStream(of: scratch.path)
            // The worker is at most a few pieces ahead, so the file is still being read.
            _ = try await stream.next()
            let file = open(scratch.sub("a"), O_WRONLY)
            switch change {
            case .shrank: ftruncate(file, 8 << 20)
            case .grew: pwrite(file, "more", 4, off_t(ChangeTests.size))
            case .modified: pwrite(file, "x", 1, 0)
            case .replaced: unlink(scratch.sub("b"))
            }
            close(file)
            let error = await archiveError { while try await stream.next() != nil {} }
            let name = ArchiveName(change == .replaced ? "b" : "a")
            #expect(error == .changedWhileReading(change, name: name))
        }
    }
}
