internal import Basis

/// What can be wrong with a text before anything in it is understood: its size, its encoding, its characters.
struct InputCheck {
    /// More `%TAG` lines than anybody writes: the parser compares each with all before it.
    private static let mostTagDirectives = 64

    let source: SourceText
    let limits: YAMLLimits

    func problems() -> [YAMLProblem] {
        let bytes = source.bytes
        guard bytes.count <= limits.bytes else { return [problem(.tooLarge(limits.bytes), at: 0)] }
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
            return [problem(.otherEncoding("UTF-16"), at: 0)]
        }
        let faults = bytes.withUnsafeBufferPointer { faultyBytes($0) }
        if !faults.isEmpty { return faults.map { problem($0.kind, at: $0.offset) } }
        return bytes.withUnsafeBufferPointer(lateDirective).map { [problem(.tooManyDirectives, at: $0)] }
            ?? []
    }

    private func problem(_ kind: YAMLProblem.Kind, at offset: Int) -> YAMLProblem {
        let start = source.position(ofByte: offset)
        let end = Position(line: start.line, column: start.column + 1)
        return YAMLProblem(kind, at: Span(file: source.file, start: start, end: end), in: source)
    }

    private typealias Fault = (kind: YAMLProblem.Kind, offset: Int)

    /// Eight bytes at a time while they are printable ASCII, one character at a time where they are not.
    private func faultyBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> [Fault] {
        let raw = UnsafeRawBufferPointer(bytes)
        var faults: [Fault] = []
        var index = 0
        while index < bytes.count, faults.count < limits.problems {
            if index + 8 <= bytes.count {
                let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                if InputCheck.isPrintable(word) {
                    index += 8
                    continue
                }
            }
            let byte = bytes[index]
            if byte >= 0x20 && byte < 0x7F || byte == 0x0A || byte == 0x0D || byte == 0x09 {
                index += 1
                continue
            }
            let (scalar, length) = InputCheck.scalar(in: bytes, at: index)
            if let kind = fault(scalar, byte: byte) { faults.append((kind, index)) }
            index += length
        }
        return faults
    }

    /// Whether all eight bytes are from 0x20 to 0x7E.
    private static func isPrintable(_ word: UInt64) -> Bool {
        let each: UInt64 = 0x0101_0101_0101_0101
        let high = each &* 0x80
        let low = (word &- each &* 0x20) & ~word
        let delete = word ^ (each &* 0x7F)
        return (word | low | (delete &- each) & ~delete) & high == 0
    }

    private func fault(_ scalar: UInt32?, byte: UInt8) -> YAMLProblem.Kind? {
        switch scalar {
        case nil: .invalidUTF8(byte)
        // The parser ends lines here as YAML 1.1 did; YAML 1.2 does not. A comment could hide content so.
        case 0x85, 0x2028, 0x2029: scalar.map(YAMLProblem.Kind.lineSeparator)
        case .some(let value) where InputCheck.isForbidden(value): .controlCharacter(value)
        default: nil
        }
    }

    private static func isForbidden(_ value: UInt32) -> Bool {
        value < 0x20 && value != 0x09 && value != 0x0A && value != 0x0D || value >= 0x7F && value < 0xA0
            || value == 0xFFFE || value == 0xFFFF
    }

    /// The scalar at an offset and its length; nil and 1 if the bytes are no UTF-8.
    private static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32?, Int) {
        let lead = bytes[index]
        let length: Int
        let least: UInt32
        switch lead {
        case 0..<0x80: return (UInt32(lead), 1)
        case 0xC2..<0xE0: (length, least) = (2, 0x80)
        case 0xE0..<0xF0: (length, least) = (3, 0x800)
        case 0xF0..<0xF5: (length, least) = (4, 0x10000)
        default: return (nil, 1)
        }
        guard index + length <= bytes.count else { return (nil, 1) }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for byte in bytes[index + 1..<index + length] {
            guard byte & 0xC0 == 0x80 else { return (nil, 1) }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        let isScalar = value >= least && value <= 0x10FFFF && !(0xD800..<0xE000).contains(value)
        return isScalar ? (value, length) : (nil, 1)
    }

    private func lateDirective(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var seen = 0
        var index = 0
        while index + 4 < bytes.count {
            if bytes[index..<index + 4].elementsEqual("%TAG".utf8) {
                seen += 1
                if seen > InputCheck.mostTagDirectives { return index }
            }
            guard let end = bytes[index...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else {
                return nil
            }
            index = end + 1
        }
        return nil
    }
}
