internal import Archives
package import Basis
internal import Glibc
internal import Ports
package import Updates

/// Takes in dumps that others made: plain SQL, what `pg_dump -Fc`, `mongodump --archive`, Redis and SQLite
/// write, and tars, each as it is or made smaller by gzip or zstd.
package struct Adoption: Sendable {
    /// So much tells what a file is.
    private static let headSize = 512
    /// What the dumps of these programs end with, where they begin so: a dump that was cut off does not.
    private static let ends = [
        ("-- PostgreSQL database dump", "PostgreSQL database dump complete"),
        ("-- MariaDB dump", "-- Dump completed"), ("-- MySQL dump", "-- Dump completed"),
        ("/*M!999999", "-- Dump completed"),
    ]

    let setting: BackupSetting

    /// Into the backups of a setting.
    package init(_ setting: BackupSetting) { self.setting = setting }

    /// Takes in a file as a backup of a database or a set of files, as old as the file is.
    package func adopt(_ path: String, as name: String, by deadline: Deadline) async throws -> BackupManifest
    {
        let shelf = try Shelf(setting)
        let content = try await setting.content(name)
        let began = try Adoption.age(of: path)
        guard let id = BackupID(began: began, by: "adopted.\(name.filter { $0.isLetter || $0.isNumber })")
        else {
            throw BackupFailure(.unusable, "`\(name)` is no part of a name", at: name)
        }
        guard !Folder.holds(shelf.folder(of: id)) else {
            throw BackupFailure(.unusable, "a backup of that moment is there already", at: id.text)
        }
        let head = try await Adoption.head(of: try Adoption.plain(path))
        guard !head.isEmpty else {
            // What `pg_dump | gzip` leaves when the dump failed.
            throw BackupFailure(.damaged, "the file holds nothing", at: path)
        }
        let form = Adoption.form(of: head)
        if case .database(let login, let dialect) = content, dialect.load(form, into: "x") == nil {
            let what = "a \(login.engine.rawValue) database takes no \(form.rawValue)"
            throw BackupFailure(.unusable, what, at: path)
        }
        let sealer = try setting.sealer()
        var part = content.part(isSealed: sealer != nil)
        part = part.holding(form, isSealed: sealer != nil)
        try shelf.begin(id)
        do {
            let writer = PartWriter(folder: shelf.partial(of: id), sealer: sealer)
            part = try await writer.write(part, from: try Adoption.plain(path)) { end in
                Adoption.flaw(from: head, to: end)
            }
            var manifest = BackupManifest(
                id: id, kind: .adopted, app: shelf.app, environment: shelf.environment, began: began)
            (manifest.ended, manifest.belay) = (setting.tools.time.now, setting.tools.belay)
            manifest.recipients = setting.manifest.backups?.encrypt?.recipients.map(\.value) ?? []
            manifest.parts = [part]
            try shelf.publish(manifest)
            return manifest
        } catch {
            try? Folder.remove(shelf.partial(of: id))
            throw error
        }
    }

    private static func age(of path: String) throws(BackupFailure) -> Int64 {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .system(errno, "read", path) }
        return Int64(status.st_mtim.tv_sec) * 1000
    }

    /// The content of a file, made large again if it was made smaller.
    private static func plain(_ path: String) throws -> any ByteStream {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw BackupFailure.system(errno, "read", path) }
        defer { close(descriptor) }
        var mark = [UInt8](repeating: 0, count: 4)
        let count = read(descriptor, &mark, mark.count)
        let stream = try FileStream(path)
        switch mark.prefix(max(0, count)) {
        case [0x28, 0xB5, 0x2F, 0xFD]: return DecompressedStream(stream, .zstd)
        case let start where start.prefix(2) == [0x1F, 0x8B]: return DecompressedStream(stream, .gzip)
        default: return stream
        }
    }

    private static func head(of stream: any ByteStream) async throws -> [UInt8] {
        var head: [UInt8] = []
        while head.count < headSize, let piece = try await stream.next() { head += piece.prefix(headSize) }
        return head
    }

    private static func form(of head: [UInt8]) -> BackupPart.Form {
        if head.starts(with: "PGDMP".utf8) { return .pgCustom }
        if head.starts(with: "SQLite format 3\0".utf8) { return .sqlite }
        if head.starts(with: "REDIS".utf8) { return .rdb }
        if head.starts(with: [0x6D, 0xE2, 0x99, 0x81]) { return .mongoArchive }
        if head.count > 262, head[257..<262].elementsEqual("ustar".utf8) { return .tar }
        return .sql
    }

    private static func flaw(from head: [UInt8], to end: [UInt8]) -> String? {
        let (first, last) = (String(decoding: head, as: UTF8.self), String(decoding: end, as: UTF8.self))
        for (beginning, ending) in ends where first.contains(beginning) && !last.contains(ending) {
            return "it has no last line that says it is complete"
        }
        return nil
    }
}

extension BackupPart {
    /// The same of another form, under a name that says so.
    fileprivate func holding(_ form: Form, isSealed: Bool) -> BackupPart {
        let stem = file.prefix { $0 != "." }
        var part = BackupPart(
            name: name, source: source, form: form,
            file: "\(stem).\(form.ending).zst" + (isSealed ? ".age" : ""))
        let opening = isSealed ? "age -d -i KEY \(part.file) | zstd -d" : "zstd -dc \(part.file)"
        let loading = form == self.form ? byHand.split(separator: "| ").last.map(String.init) : nil
        part.byHand = "\(opening) | \(loading ?? "psql, mariadb or whatever reads it")"
        part.tool = "adopted"
        return part
    }
}
