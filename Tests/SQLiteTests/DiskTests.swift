import Basis
import Glibc
import Testing

/// A disk with an end, and one that takes no writes: small file systems in memory, each in its own world.
struct DiskTests {
    /// Runs a script where `$1` is a file system of two megabytes and `$2` the writer.
    private func onADisk(_ script: String) async throws -> String {
        let bench = try Bench()
        let disk = "\(bench.scratch.path)/disk"
        mkdir(disk, 0o700)
        let world = getuid() == 0 ? ["-m"] : ["-U", "-r", "-m"]
        let mount = "mount -t tmpfs -o size=2m,mode=700 none \"$1\"; "
        defer { rmdir(disk) }
        return try await bench.run(
            "unshare", world + ["sh", "-ec", mount + script, "sh", disk, WriterProcess.path])
    }

    @Test func whatARunReservesIsThereWhenTheDiskIsFull() async throws {
        let told = try await onADisk(#""$2" fill "$1/journal.db" 512"#)
        let lines = told.split(separator: "\n")
        try #require(lines.count == 2, "\(told)")
        #expect(lines[0].hasPrefix("reserve given up after ") && lines[1].hasPrefix("journal.full after "))
        let counts = lines.compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
        // Half a megabyte is room for some hundred entries more.
        #expect(counts.count == 2 && counts[1] > counts[0] + 100, "\(told)")
    }

    @Test func withoutRoomToReserveNothingBegins() async throws {
        let told = try await onADisk(#""$2" fill "$1/journal.db" 4096 || echo "exit $?""#)
        #expect(told == "journal.full\nexit 1\n")
    }

    @Test func aFileSystemThatTakesNoWritesIsNamed() async throws {
        let told = try await onADisk(
            #""$2" fill "$1/journal.db" 4096 || true; mount -o remount,ro none "$1"; "#
                + #""$2" fill "$1/journal.db" 64 || echo "exit $?""#)
        #expect(told == "journal.full\njournal.read-only\nexit 1\n")
    }
}
