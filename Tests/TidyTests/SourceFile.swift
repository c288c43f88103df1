internal import Glibc

/// A file as it lies in the tree.
struct SourceFile: Sendable {
    /// The path from the root of the checkout, with slashes.
    let path: String
    let bytes: [UInt8]
    let isExecutable: Bool
    /// Where each line begins.
    let lineStarts: [Int]

    init(path: String, bytes: [UInt8], isExecutable: Bool) {
        self.path = path
        self.bytes = bytes
        self.isExecutable = isExecutable
        lineStarts = SourceFile.starts(bytes)
    }

    /// A planted file; a script counts as executable, as it should be.
    init(path: String, text: String) {
        self.init(path: path, bytes: Array(text.utf8), isExecutable: path.hasSuffix(".sh"))
    }

    private static func starts(_ bytes: [UInt8]) -> [Int] {
        guard !bytes.isEmpty else { return [] }
        var starts = [0]
        var at = bytes.startIndex
        while let newline = bytes[at...].firstIndex(of: 0x0A) {
            at = newline + 1
            if at < bytes.count { starts.append(at) }
        }
        return starts
    }

    /// No NUL near the beginning: how git tells text from the rest.
    var isText: Bool { !bytes.prefix(8000).contains(0) }

    /// Whether a test or a fuzzer feeds it to somebody: no rule of writing applies to it.
    var isData: Bool { path.contains("/corpus/") || path.contains("/Fixtures/") }

    /// How many lines it has; a last one without newline counts.
    var lineCount: Int { lineStarts.count }

    /// The last component of the path.
    var name: Substring { path.split(separator: "/").last ?? "" }

    /// Whether a text stands anywhere in it, found quickly; a NUL ends the search.
    func mentions(_ text: String) -> Bool {
        bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, let first = text.utf8.first else { return false }
            var from = 0
            while let found = memchr(start + from, Int32(first), bytes.count - from) {
                from = start.distance(to: found) + 1
                let fits = bytes.count - from + 1 >= text.utf8.count
                if fits, text.withCString({ memcmp(found, $0, text.utf8.count) }) == 0 { return true }
            }
            return false
        }
    }

    /// The bytes of a line, counted from 0, without its newline.
    func line(_ index: Int) -> ArraySlice<UInt8> {
        let end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
        let line = bytes[lineStarts[index]..<end]
        return line.last == 0x0A ? line.dropLast() : line
    }

    /// The last byte of a line before its newline; zero for an empty one.
    func lastByte(ofLine index: Int) -> UInt8 {
        let next = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
        let end = bytes[next - 1] == 0x0A ? next - 1 : next
        return end > lineStarts[index] ? bytes[end - 1] : 0
    }

    /// The lines as text, for the few files that are read as prose.
    var lines: [String] { lineStarts.indices.map { String(decoding: line($0), as: UTF8.self) } }

    /// A violation in this file.
    func finding(_ line: Int, _ what: String) -> Finding { Finding(path: path, line: line, what: what) }
}
