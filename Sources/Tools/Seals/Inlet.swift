internal import Basis
internal import Glibc

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
            if start > 0 { makeRoom(for: max(wanted, count + piece.count)) }
            if buffer.isEmpty { buffer = piece } else { buffer += piece }
        }
        return count >= wanted
    }

    /// Lets go of what was taken.
    ///
    /// Removed from the front of an array that somebody else still holds, it would leave a copy with more
    /// room each time: for a large file, in the end, some percent of it.
    private mutating func makeRoom(for capacity: Int) {
        var rest: [UInt8] = []
        rest.reserveCapacity(capacity)
        rest += available
        (buffer, start) = (rest, 0)
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
            if let length = lengthOfLine(from: looked) {
                guard length <= limit else { return nil }
                let text = take(length)
                _ = take(1)
                return (text, true)
            }
            looked = count
            if looked > limit { return nil }
            if try await !fill(looked + 1) { return looked == 0 ? nil : (take(looked), false) }
        }
    }

    /// How many bytes stand before the first line feed, which is not among the first so many.
    private func lengthOfLine(from looked: Int) -> Int? {
        available.withUnsafeBytes { bytes in
            let rest = bytes[looked...]
            guard !rest.isEmpty, let base = bytes.baseAddress,
                let found = memchr(base + looked, Int32(UInt8(ascii: "\n")), rest.count)
            else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
