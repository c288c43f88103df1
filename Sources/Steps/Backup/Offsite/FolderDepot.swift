internal import Basis

/// Another folder of this machine, such as a mounted disk.
struct FolderDepot: Depot {
    let place: String

    func put(_ file: String, as path: String, by deadline: Deadline) async throws {
        let target = "\(place)/\(path)"
        guard Folder.isFolder(place) else {
            // Made by us it would lie on the disk below the one that is not mounted.
            throw BackupFailure(.offsiteFailed, "there is no folder \(place)", at: place)
        }
        let above = target.lastIndex(of: "/").map { String(target[..<$0]) } ?? place
        try Folder.make(above)
        let temporary = "\(target).new"
        try Folder.remove(temporary)
        let (source, sink) = (try FileStream(file), try FileSink(temporary))
        while let piece = try await source.next() { try sink.write(piece) }
        try sink.sync()
        try Folder.rename(temporary, to: target)
        try Folder.sync(above)
    }

    func get(_ path: String, by deadline: Deadline) async throws -> any ByteStream {
        try FileStream("\(place)/\(path)")
    }

    func find(_ name: String, by deadline: Deadline) async throws -> [String] {
        try Folder.names(in: place).filter { Folder.holds("\(place)/\($0)/\(name)") }.map { "\($0)/\(name)" }
    }

    func remove(_ folder: String, by deadline: Deadline) async throws {
        try Folder.remove("\(place)/\(folder)")
    }
}
