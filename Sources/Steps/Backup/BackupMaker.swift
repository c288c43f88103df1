package import Basis
internal import Ports
internal import Seals
package import Updates

/// Makes backups.
package struct BackupMaker: Sendable {
    /// Data grows: so much more than last time is taken for granted, in percent.
    private static let growth: Int64 = 20

    let setting: BackupSetting

    /// In a setting.
    package init(_ setting: BackupSetting) { self.setting = setting }

    /// Makes what is ordered, unless it is there already: whole here, and then at every further place.
    ///
    /// `tell` hears of each part.
    package func make(
        _ order: BackupOrder, by deadline: Deadline, tell: @escaping @Sendable (Progress) -> Void = { _ in }
    ) async throws -> BackupManifest {
        let shelf = try Shelf(setting)
        if Folder.holds(shelf.folder(of: order.id)) { return try await shelf.manifest(of: order.id) }
        let contents = try await setting.contents(databases: order.databases, files: order.files)
        try await demandRoom(for: contents, on: shelf)
        var manifest = manifest(for: order)
        let sealer = try setting.sealer()
        try shelf.begin(order.id)
        do {
            for (index, content) in contents.enumerated() {
                tell(.counted("back up \(content.name)", done: index, of: contents.count))
                let writer = PartWriter(folder: shelf.partial(of: order.id), sealer: sealer)
                manifest.parts.append(try await write(content, with: writer, by: deadline))
            }
            manifest.ended = setting.tools.time.now
            try shelf.publish(manifest)
        } catch {
            try? Folder.remove(shelf.partial(of: order.id))
            throw error
        }
        return manifest
    }

    private func manifest(for order: BackupOrder) -> BackupManifest {
        var manifest = BackupManifest(
            id: order.id, kind: order.kind, app: setting.manifest.app.value, environment: setting.environment,
            began: setting.tools.time.now)
        let facts = order.facts
        (manifest.run, manifest.release) = (facts.run, facts.release)
        (manifest.commit, manifest.revision) = (facts.commit, facts.revision)
        (manifest.quiesced, manifest.belay) = (facts.quiesced, setting.tools.belay)
        manifest.recipients = setting.manifest.backups?.encrypt?.recipients.map(\.value) ?? []
        return manifest
    }

    private func write(
        _ content: Content, with writer: PartWriter, by deadline: Deadline
    ) async throws -> BackupPart {
        var part = content.part(isSealed: writer.sealer != nil)
        switch content {
        case .database(let login, let dialect):
            let hands = Hands(setting: setting, deadline: deadline)
            part.tool = try await hands.answer(to: dialect.version, for: login)
            let dump = try await hands.output(of: dialect.dump, for: login)
            return try await writer.write(part, from: dump, flaw: dialect.flaw)
        case .volume(_, let volume):
            guard let data = setting.tools.access else {
                throw BackupFailure(.unusable, "nothing here reaches volumes", at: "volume \(volume)")
            }
            return try await writer.write(part, from: try await data.contents(of: volume, by: deadline))
        case .path(_, let path):
            part.isOneFile = !Folder.isFolder(path)
            return try await writer.write(part, from: try FileTar.stream(of: path))
        }
    }

    /// Whether the disk has room for what the last backup took, and somewhat more.
    private func demandRoom(for contents: [Content], on shelf: Shelf) async throws {
        try Folder.make(shelf.path)
        let good = try await shelf.look().good
        let sizes = contents.compactMap { content in
            good.lazy.compactMap { $0.part(content.name)?.size }.first
        }
        let wanted = ByteCount(sizes.reduce(0, +) / 100 * (100 + BackupMaker.growth))
        guard let room = Folder.room(at: shelf.path), room < wanted else { return }
        throw BackupFailure(
            .noRoom, "a backup needs \(wanted), and \(room) are free", at: shelf.path,
            why: "the last one took \(ByteCount(sizes.reduce(0, +)))")
    }
}

extension BackupSetting {
    /// What seals; nil where the manifest asks for no encryption.
    func sealer() throws -> Sealer? {
        guard let encryption = manifest.backups?.encrypt else { return nil }
        return try Sealer(recipients: try encryption.recipients.map { try Recipient($0.value) })
    }

    /// What opens; nil where no key is at hand.
    func opener() async throws -> Opener? {
        guard let identity = manifest.backups?.encrypt?.identity else { return nil }
        let text = try await lexicon.text(identity).secret
        return Opener(identities: try Identity.all(inFile: text, named: "backups.encrypt.identity"))
    }
}
