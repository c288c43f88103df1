import Basis
import Steps
import Testing
import Updates

@Suite("Files, backed up and brought back")
struct FilesBackupTests {
    private static let state = """
        cd uploads && find . -printf '%p %y %m %s %l\\n' | grep -v '^. ' | sort &&
        find . -type f -exec sha256sum {} + | sort
        """

    private func attic() async throws -> Attic {
        let attic = Attic(files: [
            ("uploads", .path(Attic.located("./uploads/"))), ("config", .path(Attic.located("app.conf"))),
        ])
        try await attic.run(
            """
            mkdir -p uploads/2026/invoices uploads/.hidden
            for n in $(seq 50); do echo "invoice $n" >"uploads/2026/invoices/$n.txt"; done
            head -c 300000 /dev/urandom >uploads/image; chmod 640 uploads/image; ln -s image uploads/link
            ln uploads/image uploads/hard; touch "uploads/odd  name
            x"; echo port=1 >app.conf
            """)
        return attic
    }

    @Test("a folder and a file come back as they were, and what was added since is gone")
    func whole() async throws {
        let attic = try await attic()
        let before = try await attic.run(FilesBackupTests.state)
        let backup = try await attic.backUp()
        #expect(try await attic.prove(backup, .restore).reached == .restore)
        try await attic.run("rm -r uploads/2026; echo new >uploads/new; echo port=2 >app.conf")
        try await attic.restore(backup)
        #expect(try await attic.run(FilesBackupTests.state) == before)
        #expect(try await attic.run("cat app.conf; ls -A") == "port=1\napp.conf\nbackups\nuploads\n")
        try await attic.run("rm -rf uploads")
        try await attic.restore(backup) { $0.files = ["uploads"] }
        #expect(try await attic.run(FilesBackupTests.state) == before)
    }

    @Test("one path comes back alone, in place or beside")
    func path() async throws {
        let attic = try await attic()
        let backup = try await attic.backUp()
        try await attic.run("rm uploads/2026/invoices/7.txt; echo kept >uploads/new")
        try await attic.restore(backup) { ($0.files, $0.path) = (["uploads"], "2026/invoices") }
        #expect(try await attic.run("cat uploads/2026/invoices/7.txt uploads/new") == "invoice 7\nkept\n")
        try await attic.restore(backup) {
            ($0.files, $0.path, $0.target) = (["uploads"], "2026/invoices", .beside("old"))
        }
        #expect(try await attic.run("ls old | wc -l; ls -A") == "50\napp.conf\nbackups\nold\nuploads\n")
        for bad in ["../app.conf", "/etc", "nothing"] {
            await #expect(throws: BackupFailure.self) {
                try await attic.restore(backup) { ($0.files, $0.path) = (["uploads"], bad) }
            }
        }
        #expect(try await attic.run("ls -A") == "app.conf\nbackups\nold\nuploads\n")
    }

    @Test("one flipped bit anywhere in a backup is found, sealed or not")
    func flipped() async throws {
        for isSealed in [true, false] {
            let attic = Attic(files: [("uploads", .path(Attic.located("uploads")))], isSealed: isSealed)
            try await attic.run("mkdir uploads; head -c 20000 /dev/urandom >uploads/image")
            let backup = try await attic.backUp()
            let folder = "backups/\(backup.id)"
            let files = try await attic.run("ls \(folder)").split(separator: "\n").map(String.init)
            #expect(files.count == 3)
            for file in files {
                let size = Int(try await attic.run("stat -c %s \(folder)/\(file)").dropLast()) ?? 0
                var generator = SystemRandomNumberGenerator()
                for _ in 0..<12 {
                    let (place, bit) = (Int.random(in: 0..<size, using: &generator), Int.random(in: 0..<8))
                    try await attic.flip("\(folder)/\(file)", at: place, bit: bit)
                    let found = await attic.findsDamage(backup.id)
                    #expect(found, "\(file), byte \(place), bit \(bit)")
                    try await attic.flip("\(folder)/\(file)", at: place, bit: bit)
                }
            }
            #expect(await !attic.findsDamage(backup.id))
        }
    }

    @Test("a folder that changes while it is read, or is not there: a diagnostic, and no backup")
    func unreadable() async throws {
        let attic = Attic(files: [("uploads", .path(Attic.located("uploads")))])
        await #expect(throws: (any Error).self) { try await attic.backUp() }
        #expect(try await attic.run("ls backups") == "")
    }

    @Test("rule 24: without a key a backup is proved by its hashes only, and says so")
    func withoutKey() async throws {
        let attic = try await attic()
        let backup = try await attic.backUp()
        attic.change { manifest in
            let recipients = manifest.backups?.encrypt?.recipients ?? []
            manifest.backups?.encrypt = BackupRules.Encryption(recipients: recipients, identity: nil)
        }
        let proof = try await attic.prove(backup, .restore)
        #expect(proof.reached == .hashes)
        #expect(proof.words.contains("no key here opens it"))
        let failure = await #expect(throws: BackupFailure.self) { try await attic.restore(backup) }
        #expect(failure?.code == .cannotOpen)
    }

    @Test("nothing on the disk is in the clear where encryption is asked for")
    func sealed() async throws {
        let attic = try await attic()
        let backup = try await attic.backUp()
        let folder = "backups/\(backup.id)"
        #expect(try await attic.run("head -c 21 \(folder)/uploads.tar.zst.age") == "age-encryption.org/v1")
        #expect(try await attic.run("grep -l 'invoice 7' -r backups || :") == "")
        let modes = try await attic.run("stat -c %a \(folder) \(folder)/*")
        #expect(modes == "700\n600\n600\n600\n600\n")
    }
}

extension Attic {
    func flip(_ file: String, at place: Int, bit: Int) async throws {
        let script = """
            import sys
            path, place, bit = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
            with open(path, 'r+b') as file:
                file.seek(place); byte = file.read(1)[0]; file.seek(place)
                file.write(bytes([byte ^ 1 << bit]))
            """
        try await run(
            "/usr/bin/python3 -c \"$1\" \"$2\" \"$3\" \"$4\"", [script, file, "\(place)", "\(bit)"])
    }

    /// Whether looking for the backup, or proving its hashes, ends with a diagnostic.
    func findsDamage(_ id: BackupID) async -> Bool {
        do {
            let prover = Prover(try setting())
            _ = try await prover.prove(
                id.text, by: .hashes, as: "t", maxAge: nil, deadline: .after(.seconds(20)))
            return false
        } catch { return error is any Diagnosable }
    }
}
