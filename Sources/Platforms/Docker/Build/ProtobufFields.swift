/// The fields of a protocol buffer, one after the other; what is broken ends them.
struct ProtobufFields: Sequence, IteratorProtocol {
    /// What stands in a field, as far as the bytes alone tell.
    enum Content: Equatable {
        case number(UInt64)
        case bytes(ArraySlice<UInt8>)
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    mutating func next() -> (number: Int, content: Content)? {
        guard let key = varint(), let number = Int(exactly: key >> 3) else { return nil }
        switch key & 7 {
        case 0: return varint().map { (number, .number($0)) }
        case 1: return take(8).map { (number, .bytes($0)) }
        case 2: return varint().flatMap { Int(exactly: $0) }.flatMap { take($0) }.map { (number, .bytes($0)) }
        case 5: return take(4).map { (number, .bytes($0)) }
        default: return nil
        }
    }

    private mutating func varint() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}
