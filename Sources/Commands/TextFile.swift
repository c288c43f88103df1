internal import Basis
internal import Glibc

/// A file that the operator wrote, or will read.
enum TextFile {
    /// Larger ones are no handwriting, and no reader behind this wants them.
    private static let limit = ByteCount.mebibytes(16)

    /// All of a file's bytes.
    static func read(_ path: String) throws(Failure) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw unreadable(path, why: errno) }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path, why: errno) }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit.bytes else {
                let what = "the file is larger than \(limit)"
                throw .wrongInput([Diagnostic(CommandCode.unreadableFile, what, at: .thing(path))])
            }
        }
    }

    /// Writes a file whole or not at all: nobody ever reads half of it, and one that is there stays unless it
    /// is to be written over.
    static func write(_ text: String, to path: String, over isAllowed: Bool) throws(Failure) {
        let draft = "\(path).\(getpid()).new"
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw unwritable(path, why: errno) }
        var rest = Array(text.utf8)[...]
        var code: Int32 = 0
        while !rest.isEmpty, code == 0 {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { code = errno }
        }
        if fsync(file) != 0, code == 0 { code = errno }
        if close(file) != 0, code == 0 { code = errno }
        // A link fails where something is there already; a rename does not.
        if code == 0, (isAllowed ? rename(draft, path) : link(draft, path)) != 0 { code = errno }
        if code != 0 || !isAllowed { unlink(draft) }
        guard code != EEXIST else {
            let problem = Diagnostic(CommandCode.alreadyThere, "\(path) is there already", at: .thing(path))
            throw .wrongInput([problem])
        }
        guard code == 0 else { throw unwritable(path, why: code) }
    }

    private static func unwritable(_ path: String, why code: Int32) -> Failure {
        let why = String(cString: strerror(code))
        let problem = Diagnostic(
            CommandCode.unwritableFile, "the file cannot be written", at: .thing(path), why: why)
        return Failure(problems: [problem], exit: .failed)
    }

    private static func unreadable(_ path: String, why code: Int32) -> Failure {
        let why = String(cString: strerror(code))
        return .wrongInput([
            Diagnostic(CommandCode.unreadableFile, "the file cannot be read", at: .thing(path), why: why)
        ])
    }
}
