internal import Basis
internal import CLinux
internal import Glibc
internal import Ports

/// The file of a journal, before SQLite is let near it.
struct JournalFile {
    let path: String
    let location: String

    private var folder: String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return parts.isEmpty ? "." : parts == [""] ? "/" : parts.joined(separator: "/")
    }

    /// Opens the journal, and makes it where there is none; refuses what it must not touch.
    func open(_ schema: Schema) throws(JournalError) -> Database {
        try checkFolder()
        if try !exists() { try make() }
        try checkFile()
        // Others may be opening it for the first time as well, and SQLite does not wait in every such case.
        let deadline = Deadline.after(Database.patience)
        while true {
            do throws(JournalError) {
                try schema.admit(Database(at: path, location: location, isPeek: true))
                let database = try Database(at: path, location: location)
                try schema.bringUp(database)
                return database
            } catch {
                guard case .locked = error.problem, !deadline.hasPassed else { throw error }
                usleep(5000)
            }
        }
    }

    private func checkFolder() throws(JournalError) {
        var status = stat()
        guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw errno == EACCES ? notPermitted(folder) : JournalError(.noFolder(folder), at: location)
        }
        // In a folder such as /tmp everybody may add, but nobody may replace what is another's.
        guard status.st_mode & S_IWOTH == 0 || status.st_mode & S_ISVTX != 0 else {
            throw JournalError(.openToOthers(folder), at: location)
        }
        if let kind = SharedFileSystem.kind(linux_file_system_kind(folder)) {
            throw JournalError(.shared(kind), at: location)
        }
        guard access(folder, W_OK | X_OK) == 0 else {
            throw errno == EROFS ? JournalError(.readOnly, at: location) : notPermitted(folder)
        }
    }

    private func exists() throws(JournalError) -> Bool {
        if access(path, F_OK) == 0 { return true }
        guard errno == ENOENT else { throw notPermitted(path) }
        return false
    }

    private func checkFile() throws(JournalError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw notPermitted(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw JournalError(.notAJournal, at: location) }
        guard status.st_mode & S_IWOTH == 0 else { throw JournalError(.openToOthers(path), at: location) }
        guard access(path, R_OK | W_OK) == 0 else {
            throw errno == EROFS ? JournalError(.readOnly, at: location) : notPermitted(path)
        }
    }

    /// Makes an empty file that SQLite will fill.
    ///
    /// Under another name first, because closing a file that SQLite has open would let go of its locks. A
    /// folder that hands its group down is shared by that group, and so is what lies in it.
    private func make() throws(JournalError) {
        var status = stat()
        let isShared = stat(folder, &status) == 0 && status.st_mode & S_ISGID != 0
        let draft = "\(path).\(getpid()).\(UInt32.random(in: 0...(.max)))"
        let file = Glibc.open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw refusal(errno) }
        let isMade = fchmod(file, isShared ? 0o660 : 0o600) == 0 && fsync(file) == 0
        let code = errno
        close(file)
        defer { unlink(draft) }
        guard isMade else { throw refusal(code) }
        guard link(draft, path) == 0 || errno == EEXIST else { throw refusal(errno) }
        let handle = Glibc.open(folder, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { throw refusal(errno) }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw refusal(errno) }
    }

    private func refusal(_ code: Int32) -> JournalError {
        switch code {
        case ENOSPC, EDQUOT: JournalError(.full(needed: nil), at: location)
        case EROFS: JournalError(.readOnly, at: location)
        case EACCES, EPERM: notPermitted(folder)
        default: JournalError(.failed(String(cString: strerror(code))), at: location)
        }
    }

    private func notPermitted(_ path: String) -> JournalError {
        var status = stat()
        guard stat(path, &status) == 0 else {
            return JournalError(.notPermitted(path, owner: nil), at: location)
        }
        return JournalError(.notPermitted(path, owner: JournalFile.name(of: status.st_uid)), at: location)
    }

    /// A user's name, or the number where it has none.
    private static func name(of user: uid_t) -> String {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 4096)
        guard getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, found != nil,
            let name = entry.pw_name
        else { return "user \(user)" }
        return String(cString: name)
    }
}
