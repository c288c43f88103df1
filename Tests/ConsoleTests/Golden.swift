import Glibc
import Testing

/// A text that is kept beside the tests, so that a review sees every change to it.
///
/// `BELAY_RECORD=1` writes what is new or has changed; a run that wrote anything fails, so that nothing is
/// recorded and believed in one go.
enum Golden {
    static func expect(_ text: String, _ name: String, at location: SourceLocation = #_sourceLocation) {
        let folder = #filePath.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/Goldens"
        let path = "\(folder)/\(name)"
        let kept = read(path)
        if kept == text { return }
        if getenv("BELAY_RECORD").map({ String(cString: $0) }) == "1" {
            write(text, to: path)
            Issue.record("\(name) was recorded: look at it, and run again", sourceLocation: location)
        } else {
            Issue.record(
                "\(name) is not as kept.\n--- kept\n\(kept ?? "(nothing)")\n--- now\n\(text)",
                sourceLocation: location)
        }
    }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
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
