import Archives
import Basis
import Glibc

/// Our side: `bench-archives none|gzip|zstd DIRECTORY` writes the directory's tar to standard output.
@main
struct Measure {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { exit(2) }
        let compression: Compression =
            switch arguments[1] {
            case "gzip": .gzip
            case "zstd": .zstd
            default: .none
            }
        let stream = TarStream(of: arguments[2], TreeOptions(), compression)
        while let piece = try await stream.next() {
            var rest = piece[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
                guard count > 0 else { exit(1) }
                rest = rest.dropFirst(count)
            }
        }
    }
}
