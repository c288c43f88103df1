internal import Basis

/// A stream's bytes in the amounts that a format needs.
struct Inlet: Sendable {
    private let source: any ByteStream
    private var buffer: [UInt8] = []
    private var start = 0
    private var hasEnded = false

    init(_ source: any ByteStream) { self.source = source }

    /// How many bytes are here.
    var count: Int { buffer.count - start }

    /// The bytes that are here.
    var available: ArraySlice<UInt8> { buffer[start...] }

    /// Reads until so many bytes are here, or the stream has ended; false in the second case.
    mutating func fill(_ wanted: Int) async throws -> Bool {
        while count < wanted, !hasEnded {
            guard let piece = try await source.next() else {
                hasEnded = true
                break
            }
            if start > 0 {
                buffer.removeFirst(start)
                start = 0
            }
            if buffer.isEmpty { buffer = piece } else { buffer += piece }
        }
        return count >= wanted
    }

    /// Removes bytes that are here.
    mutating func take(_ wanted: Int) -> ArraySlice<UInt8> {
        defer { start += wanted }
        return buffer[start..<(start + wanted)]
    }

    /// Removes a line and its line feed; the rest at the end, and nil when there is nothing left.
    ///
    /// Also nil for a line longer than the limit, which then is still here.
    mutating func line(atMost limit: Int) async throws -> (text: ArraySlice<UInt8>, isTerminated: Bool)? {
        var looked = 0
        while true {
            if let end = available.dropFirst(looked).firstIndex(of: UInt8(ascii: "\n")) {
                guard end - start <= limit else { return nil }
                let text = take(end - start)
                _ = take(1)
                return (text, true)
            }
            looked = count
            if looked > limit { return nil }
            if try await !fill(looked + 1) { return looked == 0 ? nil : (take(looked), false) }
        }
    }
}
