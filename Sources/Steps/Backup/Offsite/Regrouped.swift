internal import Basis

/// A stream in pieces of the size that its reader wants.
final class Regrouped {
    private let source: any ByteStream
    private var rest: [UInt8] = []

    init(_ source: any ByteStream) { self.source = source }

    /// So many bytes; less only at the end.
    func next(_ count: Int) async throws -> [UInt8] {
        rest.reserveCapacity(count + (256 << 10))
        while rest.count < count, let piece = try await source.next() { rest += piece }
        if rest.count <= count {
            defer { rest = [] }
            return rest
        }
        defer { rest.removeFirst(count) }
        return Array(rest[..<count])
    }
}
