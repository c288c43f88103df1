internal import Archives
internal import Basis
internal import Ports
internal import Updates

extension Restorer {
    /// Empties what is at the root of a volume into one folder and fills it from another; run again, it goes
    /// on where it stopped.
    private static let exchange = """
        set -e
        new=$1
        old=.belay-before
        keep() { case $1 in .|..|"$new"|"$old"|.belay-*) return 0;; esac; [ ! -e "$1" ] && [ ! -L "$1" ]; }
        if [ ! -e "$old/.belay-moved" ]; then
            mkdir -p "$old"
            for entry in * .*; do keep "$entry" || mv -- "$entry" "$old/"; done
            : >"$old/.belay-moved"
        fi
        cd "$new"
        for entry in * .*; do keep "$entry" || mv -- "$entry" ..; done
        cd ..
        rm -rf -- "$new" "$old"
        """
    /// Takes one path out of what was unpacked.
    private static let exchangeOne = """
        set -e
        [ -e "$1/$2" ] || { [ ! -e "$1" ] && exit 0; echo "the backup has no $2" >&2; exit 1; }
        mkdir -p -- "$(dirname -- "./$2")"
        rm -rf -- "./$2"
        mv -- "$1/$2" "./$2"
        rm -rf -- "$1"
        """

    /// A set of files on this machine.
    func restore(
        _ part: BackupPart, of path: String, _ order: RestoreOrder, from reader: PartReader
    ) async throws {
        if let inner = order.path, !Restorer.staysInside(inner) {
            throw BackupFailure(.unusable, "`\(inner)` leads out of `\(part.name)`", at: part.name)
        }
        let cut = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        try Folder.make(cut.isEmpty ? "/" : cut)
        let scratch = order.beside(path, "scratch")
        try Folder.remove(scratch)
        try await FileTar.unpack(try reader.plain(part), as: scratch)
        var (from, to) = (scratch, path)
        if let inner = order.path {
            (from, to) = ("\(scratch)/\(inner)", "\(path)/\(inner)")
        } else if part.isOneFile {
            from = "\(scratch)/\(path.lastPart)"
        }
        guard Folder.holds(from) else {
            try Folder.remove(scratch)
            throw BackupFailure(.unknownName, "the backup has no such path", at: from)
        }
        if case .beside(let name) = order.target { to = "\(cut)/\(name)" }
        try await place(from, at: to, order)
        try Folder.remove(scratch)
        try Folder.sync(cut.isEmpty ? "/" : cut)
    }

    /// Gives what was unpacked its name; what has that name changes places with it in the same act.
    private func place(_ from: String, at to: String, _ order: RestoreOrder) async throws {
        if let above = to.lastIndex(of: "/"), above != to.startIndex { try Folder.make(String(to[..<above])) }
        guard Folder.holds(to) else { return try Folder.rename(from, to: to) }
        guard order.target == .place else {
            throw BackupFailure(.cannotSwap, "there is something already", at: to)
        }
        try await permit("put what was restored in the place of \(to)", .seconds(60))
        try NameExchange.exchange(from, to)
    }

    /// A volume of the target.
    func restore(
        _ part: BackupPart, ofVolume volume: String, _ order: RestoreOrder, from reader: PartReader
    ) async throws {
        guard let data = setting.tools.access else {
            throw BackupFailure(.unusable, "nothing here reaches volumes", at: "volume \(volume)")
        }
        if case .beside(let name) = order.target {
            guard Restorer.staysInside(name) else {
                throw BackupFailure(.unusable, "`\(name)` leads out of the volume", at: part.name)
            }
            return try await data.put(try reader.plain(part), into: volume, below: name, by: deadline)
        }
        let scratch = order.beside("", "scratch")
        try await data.arrange(volume, script: "rm -rf -- \"$1\"", words: [scratch], by: deadline)
        try await data.put(try reader.plain(part), into: volume, below: scratch, by: deadline)
        try await permit("put what was restored in the place of \(part.name)", .seconds(60))
        if let inner = order.path {
            guard Restorer.staysInside(inner) else {
                throw BackupFailure(.unusable, "`\(inner)` leads out of `\(part.name)`", at: part.name)
            }
            try await data.arrange(
                volume, script: Restorer.exchangeOne, words: [scratch, inner], by: deadline)
        } else {
            try await data.arrange(volume, script: Restorer.exchange, words: [scratch], by: deadline)
        }
    }

    private static func staysInside(_ path: String) -> Bool {
        !path.isEmpty && !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
    }
}
