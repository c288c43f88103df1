package import Basis
internal import Seals
package import Updates

/// The further places of backups.
package struct Offsite: Sendable {
    /// A file there is small or large; the whole copy has the deadline of its step.
    let setting: BackupSetting
    let depots: [any Depot]

    /// Those of the manifest.
    package init(_ setting: BackupSetting) async throws {
        self.setting = setting
        var depots: [any Depot] = []
        for template in setting.manifest.backups?.offsite ?? [] {
            depots.append(try Offsite.depot(try await setting.lexicon.text(template), in: setting))
        }
        self.depots = depots
    }

    /// Sends a good backup to every place, and reads it back: what comes must be what was sent. All places
    /// are tried before any failure is told.
    package func send(_ backup: BackupManifest, by deadline: Deadline) async throws {
        let folder = try Shelf(setting).folder(of: backup.id)
        var failure: (any Error)?
        for depot in depots {
            do {
                for part in backup.parts {
                    try await send(part.file, of: backup.id, in: folder, to: depot, by: deadline)
                }
                for name in [Shelf.manifestName, Shelf.sumsName] {
                    try await send(name, of: backup.id, in: folder, to: depot, by: deadline)
                }
            } catch {
                try Task.checkCancellation()
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
    }

    private func send(
        _ name: String, of id: BackupID, in folder: String, to depot: any Depot, by deadline: Deadline
    ) async throws {
        try await depot.put("\(folder)/\(name)", as: "\(id)/\(name)", by: deadline)
        let (ours, theirs) = (
            HashedBytes(try FileStream("\(folder)/\(name)")),
            HashedBytes(try await depot.get("\(id)/\(name)", by: deadline))
        )
        for stream in [ours, theirs] { while try await stream.next() != nil {} }
        guard ours.digest == theirs.digest, ours.byteCount == theirs.byteCount else {
            throw BackupFailure(
                .offsiteDiffers, "\(name) comes back otherwise than it was sent", at: depot.place)
        }
    }

    /// The backups at each place that are whole there.
    package func list(by deadline: Deadline) async throws -> [(place: String, backups: [BackupID])] {
        var found: [(String, [BackupID])] = []
        for depot in depots {
            let paths = try await depot.find(Shelf.sumsName, by: deadline)
            found.append(
                (
                    depot.place,
                    paths.compactMap { $0.split(separator: "/").first.flatMap { BackupID($0) } }.sorted()
                ))
        }
        return found
    }

    /// Removes a backup everywhere.
    package func remove(_ id: BackupID, by deadline: Deadline) async throws {
        for depot in depots { try await depot.remove(id.text, by: deadline) }
    }

    /// Brings a backup back to this machine's shelf, from the first place that has it whole.
    package func fetch(_ id: BackupID, by deadline: Deadline) async throws -> BackupManifest {
        let shelf = try Shelf(setting)
        for depot in depots {
            let paths = try await depot.find(Shelf.sumsName, by: deadline)
            guard paths.contains("\(id)/\(Shelf.sumsName)") else { continue }
            try shelf.begin(id)
            let folder = shelf.partial(of: id)
            let sums = try await copy(Shelf.sumsName, of: id, from: depot, to: folder, by: deadline)
            for line in String(decoding: sums, as: UTF8.self).split(separator: "\n") {
                let name = String(line.dropFirst(66))
                guard !name.isEmpty, !name.contains("/"), !name.hasPrefix(".") else { continue }
                try await copy(name, of: id, from: depot, to: folder, by: deadline)
            }
            try Folder.sync(folder)
            try Folder.rename(folder, to: shelf.folder(of: id))
            try Folder.sync(shelf.path)
            return try await shelf.manifest(of: id)
        }
        throw BackupFailure(.unknownBackup, "no further place has the backup `\(id)`", at: shelf.path)
    }

    @discardableResult
    private func copy(
        _ name: String, of id: BackupID, from depot: any Depot, to folder: String, by deadline: Deadline
    ) async throws -> [UInt8] {
        let source = try await depot.get("\(id)/\(name)", by: deadline)
        let sink = try FileSink("\(folder)/\(name)")
        var start: [UInt8] = []
        while let piece = try await source.next() {
            if start.count < 1 << 20 { start += piece }
            try sink.write(piece)
        }
        try sink.sync()
        return start
    }

    private static func depot(_ url: Filled, in setting: BackupSetting) throws -> any Depot {
        let text = url.reveal()
        if text.hasPrefix("s3://") { return try S3Depot(text, in: setting) }
        if text.hasPrefix("sftp://"), let depot = SFTPDepot(text, in: setting) { return depot }
        let path = text.hasPrefix("file://") ? String(text.dropFirst("file://".count)) : text
        guard !path.contains("://"), !path.isEmpty else {
            throw BackupFailure(.badPlace, "nothing here reaches such a place", at: "\(url)")
        }
        return FolderDepot(place: setting.absolute(path))
    }
}
