internal import Basis
internal import FoundationEssentials
internal import Seals
internal import Updates

/// The folder in which the backups of an environment stand, each a folder of its own.
///
/// A backup is good once its folder has its name and holds `SHA256SUMS`: everything before that stands under
/// a name that ends with `.partial`, which is never listed.
struct Shelf: Sendable {
    static let manifestName = "manifest.json"
    /// In the form of `sha256sum`, so that anybody can check a backup; it covers the manifest too.
    static let sumsName = "SHA256SUMS"
    /// The manifest of a backup of a thousand databases is smaller than a megabyte.
    private static let manifestLimit = ByteCount.mebibytes(16)

    let path: String
    let app: String
    let environment: String

    init(_ setting: BackupSetting) throws(BackupFailure) {
        path = setting.absolute(try setting.rules.to.value)
        (app, environment) = (setting.manifest.app.value, setting.environment)
    }

    /// Where a backup stands, or will.
    func folder(of id: BackupID) -> String { "\(path)/\(id)" }

    /// Where a backup stands while it is made.
    func partial(of id: BackupID) -> String { folder(of: id) + BackupID.partial }

    /// The good backups of this application and environment, newest first, and what looks like one and is
    /// none.
    func look() async throws -> (good: [BackupManifest], bad: [BackupFailure]) {
        var (good, bad): ([BackupManifest], [BackupFailure]) = ([], [])
        for name in try Folder.names(in: path) {
            guard let id = BackupID(name), Folder.isFolder("\(path)/\(name)") else { continue }
            do {
                let manifest = try await manifest(of: id)
                if manifest.app == app, manifest.environment == environment { good.append(manifest) }
            } catch let failure as BackupFailure { bad.append(failure) }
        }
        return (good.sorted { ($0.began, $0.id) > ($1.began, $1.id) }, bad)
    }

    /// The backup that a word means: `latest`, a name, or its beginning.
    func find(_ word: String) async throws -> BackupManifest {
        let good = try await look().good
        if word == "latest" || word.isEmpty {
            guard let newest = good.first(where: { $0.kind != .safety }) ?? good.first else {
                throw BackupFailure(
                    .noneGood, "there is no good backup of \(app) in \(environment)", at: path)
            }
            return newest
        }
        let found = good.filter { $0.id.text.hasPrefix(word) }
        guard let one = found.first(where: { $0.id.text == word }) ?? found.first,
            found.count == 1 || one.id.text == word
        else {
            let what = found.isEmpty ? "there is no backup `\(word)`" : "`\(word)` begins several names"
            throw BackupFailure(.unknownBackup, what, at: path)
        }
        return one
    }

    /// The manifest of a backup that is whole; its sum is checked, as it is what everything else hangs on.
    func manifest(of id: BackupID) async throws -> BackupManifest {
        let folder = folder(of: id)
        let bytes = try await small("\(folder)/\(Shelf.manifestName)", of: id)
        let sums = try await sums(of: id)
        guard sums[Shelf.manifestName] == SHA256.digest(of: bytes).hexadecimal else {
            throw BackupFailure(.damaged, "the manifest of \(id) is not what was written", at: folder)
        }
        let manifest: BackupManifest
        do { manifest = try JSONDecoder().decode(BackupManifest.self, from: Data(bytes)) } catch {
            throw BackupFailure(.damaged, "the manifest of \(id) cannot be read", at: folder)
        }
        guard manifest.form <= BackupManifest.newest, manifest.id == id else {
            throw BackupFailure(.damaged, "the manifest of \(id) is of another backup or form", at: folder)
        }
        guard manifest.parts.allSatisfy({ sums[$0.file] == $0.digest && Shelf.isPlain($0.file) }) else {
            throw BackupFailure(.damaged, "the sums of \(id) are not those of its manifest", at: folder)
        }
        return manifest
    }

    /// Makes the folder for a new backup; what an attempt that was cut off left there goes.
    func begin(_ id: BackupID) throws(BackupFailure) {
        try Folder.make(path)
        try Folder.remove(partial(of: id))
        try Folder.make(partial(of: id))
    }

    /// Writes manifest and sums, and gives the backup its name: from now on it is good.
    func publish(_ manifest: BackupManifest) throws {
        let folder = partial(of: manifest.id)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let bytes = Array(try encoder.encode(manifest)) + [UInt8(ascii: "\n")]
        try FileSink.replace("\(folder)/\(Shelf.manifestName)", with: bytes)
        let sums =
            manifest.parts.map { ($0.digest, $0.file) }
            + [(SHA256.digest(of: bytes).hexadecimal, Shelf.manifestName)]
        let text = sums.map { "\($0)  \($1)\n" }.joined()
        try FileSink.replace("\(folder)/\(Shelf.sumsName)", with: Array(text.utf8))
        try Folder.sync(folder)
        try Folder.rename(folder, to: self.folder(of: manifest.id))
        try Folder.sync(path)
    }

    /// Removes a backup: first its name, so that half of one is never taken for a whole.
    func remove(_ id: BackupID) throws(BackupFailure) {
        if Folder.holds(folder(of: id)) {
            try Folder.remove(partial(of: id))
            try Folder.rename(folder(of: id), to: partial(of: id))
            try Folder.sync(path)
        }
        try Folder.remove(partial(of: id))
    }

    private func sums(of id: BackupID) async throws -> [String: String] {
        let text = String(
            decoding: try await small("\(folder(of: id))/\(Shelf.sumsName)", of: id), as: UTF8.self)
        var sums: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].utf8.count == 64 else {
                throw BackupFailure(.damaged, "the sums of \(id) cannot be read", at: folder(of: id))
            }
            sums[String(parts[1].drop { $0 == " " })] = String(parts[0])
        }
        return sums
    }

    private func small(_ path: String, of id: BackupID) async throws -> [UInt8] {
        guard Folder.holds(path) else {
            throw BackupFailure(.damaged, "\(id) is not whole: it has no \(path.lastPart)", at: path)
        }
        do {
            return try await FileStream(path).collect(atMost: Shelf.manifestLimit)
        } catch is ByteStreamTooLong {
            throw BackupFailure(.damaged, "\(path.lastPart) of \(id) is too long", at: path)
        }
    }

    /// Whether a name of a file leads nowhere else.
    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && !name.contains("/") && !name.hasPrefix(".")
    }
}

extension String {
    /// What comes after the last slash.
    var lastPart: String { String(split(separator: "/").last ?? "") }
}
