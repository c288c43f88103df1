import Basis

/// The lines of files, for the carets; without those that hold what must not be seen.
struct ManifestLines {
    /// Longer lines are not shown: no terminal has room for them.
    private static let lengthLimit = 1000

    private struct File {
        let bytes: [UInt8]
        var starts: [Int] = [0]
    }

    private var files: [String: File] = [:]
    private var withheld: [String: Set<Int>] = [:]

    init(_ files: [KubernetesFile], withholding confidential: [Span]) {
        for file in files where self.files[file.name] == nil {
            var read = File(bytes: file.bytes)
            for (offset, byte) in file.bytes.enumerated() where byte == UInt8(ascii: "\n") {
                read.starts.append(offset + 1)
            }
            self.files[file.name] = read
        }
        for span in confidential {
            withheld[span.file, default: []].formUnion(span.start.line...span.end.line)
        }
    }

    func line(of span: Span) -> String? {
        guard let file = files[span.file], withheld[span.file]?.contains(span.start.line) != true else {
            return nil
        }
        let index = span.start.line - 1
        guard file.starts.indices.contains(index) else { return nil }
        let end = index + 1 < file.starts.count ? file.starts[index + 1] - 1 : file.bytes.count
        guard end - file.starts[index] <= ManifestLines.lengthLimit else { return nil }
        var line = file.bytes[file.starts[index]..<end]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return String(decoding: line, as: UTF8.self)
    }
}
