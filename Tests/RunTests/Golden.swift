import Glibc
import Testing

/// A text that is kept beside the tests, so that a review sees every change to it.
///
/// One that differs is left in `/tmp` and the test fails, so that nothing is kept before somebody has looked.
enum Golden {
    static func expect(_ text: String, _ name: String, at location: SourceLocation = #_sourceLocation) {
        let folder = #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Goldens"
        if read("\(folder)/\(name)") == text { return }
        let fresh = "/tmp/belay-golden-\(name)"
        write(text, to: fresh)
        Issue.record(
            "\(name) is not as kept. Look at it, then keep it: cp \(fresh) Tests/RunTests/Goldens/\(name)",
            sourceLocation: location)
    }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    private static func write(_ text: String, to path: String) {
        guard let file = fopen(path, "w") else { return }
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        fwrite(bytes, 1, bytes.count, file)
    }
}
