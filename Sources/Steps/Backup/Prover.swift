package import Basis
internal import Glibc
internal import Ports
package import Updates

/// Proves backups.
package struct Prover: Sendable {
    let setting: BackupSetting

    /// In a setting.
    package init(_ setting: BackupSetting) { self.setting = setting }

    /// Proves a backup, and tells how far: without a key only that its files are what was written.
    package func prove(
        _ backup: BackupManifest, by method: Verification, as maker: String, deadline: Deadline,
        tell: @escaping @Sendable (Progress) -> Void = { _ in }
    ) async throws -> BackupProof {
        let folder = try Shelf(setting).folder(of: backup.id)
        let opener = try await setting.opener()
        let reader = PartReader(folder: folder, opener: opener)
        let isReadable = opener != nil || !backup.parts.contains(where: \.isSealed)
        for (index, part) in backup.parts.enumerated() {
            tell(.counted("prove \(part.name)", done: index, of: backup.parts.count))
            try await reader.prove(part)
            guard isReadable, method != .hashes else { continue }
            let hands = Hands(setting: setting, deadline: deadline)
            if method == .read {
                try await read(part, from: reader, with: hands)
            } else {
                try await restore(part, of: backup, from: reader, as: maker, deadline: deadline)
            }
        }
        return BackupProof(
            backup: backup, asked: method, reached: isReadable ? method : .hashes,
            age: setting.tools.time.now - backup.began)
    }

    /// Every byte opened and decompressed, and read by the program that would restore it where it can.
    private func read(_ part: BackupPart, from reader: PartReader, with hands: Hands) async throws {
        // A tar ends before its padding does, and what lies behind its end is nothing to read.
        if part.form == .tar { return try await FileTar.read(try reader.plain(part)) }
        let counted = CountedBytes(try reader.plain(part))
        while try await counted.next() != nil {}
        guard counted.count == part.plainSize || part.plainSize == 0 else {
            throw BackupFailure(
                .damaged, "\(part.name) is not as long as what was backed up", at: reader.folder,
                why: "\(counted.count) bytes, not \(part.plainSize)")
        }
        guard case .database(let login, let dialect)? = try? await setting.content(part.name),
            let order = dialect.reading(part.form)
        else { return }
        try await hands.give(try reader.plain(part), to: order, for: login)
    }

    /// Restored into a scratch place that is gone afterwards, with the manifest's checks on it.
    private func restore(
        _ part: BackupPart, of backup: BackupManifest, from reader: PartReader, as maker: String,
        deadline: Deadline
    ) async throws {
        let order = RestoreOrder(backup, by: maker)
        guard case .database(let login, let dialect) = try await setting.content(part.name) else {
            let scratch = order.beside("\(try Shelf(setting).path)/", "proof")
            try Folder.remove(scratch)
            defer { try? Folder.remove(scratch) }
            return try await FileTar.unpack(try reader.plain(part), as: scratch)
        }
        let scratch = order.name("proof", for: login.base ?? login.name)
        let restorer = Restorer(setting, by: deadline)
        try await restorer.load(part, from: reader, into: scratch, login, dialect)
        let hands = Hands(setting: setting, deadline: deadline)
        do { try await check(login, dialect, in: scratch, with: hands) } catch {
            try? await hands.run(dialect.drop(scratch), for: login)
            throw error
        }
        try await hands.run(dialect.drop(scratch), for: login)
    }

    /// The queries of the manifest's `checks:` that are about this database.
    private func check(
        _ login: Login, _ dialect: any Dialect, in scratch: String, with hands: Hands
    ) async throws {
        for check in setting.manifest.checks {
            for case .sql(let query) in check.value where query.database.value == login.name {
                guard let order = dialect.query(in: scratch) else { continue }
                let text = try await setting.lexicon.words(query.run)
                let value = try await hands.answer(to: order.reading(text), for: login)
                guard let expected = query.expect?.value, expected.holds(for: value) != true else { continue }
                throw BackupFailure(
                    .checkFailed, "`\(check.name.value)` does not hold on the restored \(login.name)",
                    at: "check \(check.name.value)",
                    why: "it gave \(value.prefix(200)), not \(expected.sign.rawValue) \(expected.operand)")
            }
        }
    }
}
