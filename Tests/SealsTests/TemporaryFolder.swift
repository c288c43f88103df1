import Glibc

/// A folder that is removed, with the files in it, when its last owner lets go.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/belay-seals-XXXXXX".utf8CString)
        let made = mkdtemp(&template)
        precondition(made != nil, "no temporary folder can be made")
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        if let stream = opendir(path) {
            while let entry = readdir(stream) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                unlink("\(path)/\(name)")
            }
            closedir(stream)
        }
        rmdir(path)
    }

    /// Writes a file and gives its path.
    func write(_ name: String, _ bytes: some Collection<UInt8>) -> String {
        let file = "\(path)/\(name)"
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        precondition(descriptor >= 0, "no file can be written")
        defer { close(descriptor) }
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            precondition(count > 0, "the file was cut short")
            rest = rest.dropFirst(count)
        }
        return file
    }

    /// The bytes of a file in it.
    func read(_ name: String) -> [UInt8] {
        let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var all: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while case let count = Glibc.read(descriptor, &piece, piece.count), count > 0 {
            all += piece.prefix(count)
        }
        return all
    }
}
