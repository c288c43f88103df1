internal import Basis
internal import Glibc
package import Ports

extension SQLiteJournal: JournalUpkeep {
    /// Reads all of it and says what is there, and what is wrong with it.
    package func inspect(provedBy key: [UInt8]? = nil) async throws -> JournalInspection {
        try await store.read { database throws(JournalError) in
            var inspection = Inspection(of: database, version: Schema.current.version)
            return try inspection.result(provedBy: key)
        }
    }

    /// Writes a whole copy, as of now, to a file that does not exist yet.
    package func copy(to path: String) async throws {
        // An empty file of ours first: what SQLite makes by itself everybody may read.
        let file = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw refusal(errno, at: path) }
        defer { close(file) }
        do {
            try await store.alone { database throws(JournalError) in
                try database.run("VACUUM INTO ?", [.text(path)])
            }
            guard fsync(file) == 0 else { throw refusal(errno, at: path) }
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Takes away what was over before a moment, and signs for it.
    package func prune(
        before moment: Int64, by requester: String, signedWith signer: any CheckpointSigner
    ) async throws -> JournalPruning {
        let pruning = try await store.write { database throws(JournalError) in
            try Pruning(
                database: database, moment: moment, now: SQLiteJournal.now, requester: requester,
                signer: signer
            ).prune()
        }
        // What was taken away is given back to the disk; it is gone from the journal already.
        if pruning.entries > 0 {
            try await store.alone { database throws(JournalError) in try database.run("VACUUM") }
        }
        return pruning
    }

    private func refusal(_ code: Int32, at path: String) -> JournalError {
        let place = "sqlite:\(path)"
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return switch code {
        case ENOENT: JournalError(.noFolder(folder.joined(separator: "/")), at: place)
        case EACCES, EPERM: JournalError(.notPermitted(path, owner: nil), at: place)
        case EROFS: JournalError(.readOnly, at: place)
        case ENOSPC, EDQUOT: JournalError(.full(needed: nil), at: place)
        default: JournalError(.failed("\(path): \(String(cString: strerror(code)))"), at: place)
        }
    }
}
