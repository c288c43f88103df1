import Basis
import FoundationEssentials
import Glibc
import Seals

/// Our side: `bench-seals seal RECIPIENT` or `bench-seals open KEYFILE`, from standard input to output.
@main
struct Measure {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else { exit(2) }
        let made: any ByteStream
        switch arguments[1] {
        case "seal": made = try Sealer(recipients: [Recipient(arguments[2])]).seal(StandardInput())
        case "open":
            let text = try String(contentsOfFile: arguments[2], encoding: .utf8)
            let identities = try Identity.all(inFile: Secret(text), named: arguments[2])
            made = Opener(identities: identities).open(StandardInput(), named: "standard input")
        default: exit(2)
        }
        while let piece = try await made.next() { write(piece) }
    }

    private static func write(_ piece: [UInt8]) {
        var rest = piece[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
            guard count > 0 else { exit(1) }
            rest = rest.dropFirst(count)
        }
    }
}

/// Standard input, 64 KiB at a time.
private final class StandardInput: ByteStream {
    func next() async throws -> [UInt8]? {
        let piece = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
            count = max(0, read(0, buffer.baseAddress, buffer.count))
        }
        return piece.isEmpty ? nil : piece
    }
}
