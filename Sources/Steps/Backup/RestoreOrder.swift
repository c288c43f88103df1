package import Updates

/// What is to be brought back.
package struct RestoreOrder: Sendable {
    /// Where to.
    package enum Target: Hashable, Sendable {
        /// In the place of what is live.
        case place
        /// Beside it, under a name.
        case beside(String)
    }

    /// From which backup.
    package let backup: BackupManifest
    /// Who restores, as names of scratch places carry it: run, step and attempt.
    package let maker: String
    /// Databases and files; all that the backup holds if none is named.
    package var databases: [String] = []
    /// See `databases`.
    package var files: [String] = []
    /// Only this path within the sets of files.
    package var path: String?
    /// Where to.
    package var target = Target.place

    /// All of a backup, in place.
    package init(_ backup: BackupManifest, by maker: String) { (self.backup, self.maker) = (backup, maker) }

    /// The parts that are wanted.
    func parts() throws(BackupFailure) -> [BackupPart] {
        let names = databases + files
        if names.isEmpty { return backup.parts }
        var parts: [BackupPart] = []
        for name in names {
            guard let part = backup.part(name) else {
                let held = backup.parts.map(\.name).joined(separator: ", ")
                throw BackupFailure(
                    .unknownName, "the backup holds no `\(name)`", at: backup.id.text, why: "it holds \(held)"
                )
            }
            parts.append(part)
        }
        return parts
    }

    /// A name for a scratch place, used once: what stood is kept under the same with another word.
    func name(_ word: String, for base: String) -> String {
        // PostgreSQL cuts names at 63 bytes.
        "\(base.prefix(20))_\(word)_\(plainMaker.suffix(30))"
    }

    /// The same for a path, hidden beside it.
    func beside(_ path: String, _ word: String) -> String {
        let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        return "\(path[..<cut]).belay-\(word)-\(path[cut...])-\(plainMaker)"
    }

    private var plainMaker: String {
        String(maker.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }
}
