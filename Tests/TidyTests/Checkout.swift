internal import Glibc

/// The checkout that this test was compiled from.
enum Checkout {
    /// Folders that hold what was built or fetched, never what was written.
    private static let leftOut: Set<String> = [".git", ".build", ".swiftpm"]

    static var root: String {
        #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    }

    /// Every file of the checkout; links are not followed.
    static func read() throws -> [SourceFile] {
        var files: [SourceFile] = []
        var folders = [""]
        while let folder = folders.popLast() {
            for name in try names(in: "\(root)/\(folder)") where !leftOut.contains(name) {
                let path = folder.isEmpty ? name : "\(folder)/\(name)"
                var status = stat()
                guard lstat("\(root)/\(path)", &status) == 0 else { continue }
                switch status.st_mode & S_IFMT {
                case S_IFDIR: folders.append(path)
                case S_IFREG:
                    let bytes = try contents(of: "\(root)/\(path)", size: Int(status.st_size))
                    files.append(
                        SourceFile(path: path, bytes: bytes, isExecutable: status.st_mode & S_IXUSR != 0))
                default: break
                }
            }
        }
        return files
    }

    private static func names(in folder: String) throws -> [String] {
        guard let directory = opendir(folder) else { throw Unreadable(path: folder, code: errno) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func contents(of path: String, size: Int) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Unreadable(path: path, code: errno) }
        defer { close(descriptor) }
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                guard got >= 0 else { throw Unreadable(path: path, code: errno) }
                guard got > 0 else { break }
                count += got
            }
        }
    }

    /// A file of the checkout that the system would not let us read.
    struct Unreadable: Error {
        let path: String
        let code: Int32
    }
}
