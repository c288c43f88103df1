/// A class of scalars in brackets, as Go's `regexp` reads it.
struct IgnoreClass: Sendable {
    static let words: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    private static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    private static let spaces: [ClosedRange<UInt32>] = [0x09...0x0A, 0x0C...0x0D, 0x20...0x20]

    private static let named: [String: [ClosedRange<UInt32>]] = [
        "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A], "alpha": [0x41...0x5A, 0x61...0x7A],
        "ascii": [0...0x7F],
        "blank": [0x09...0x09, 0x20...0x20], "cntrl": [0...0x1F, 0x7F...0x7F], "digit": digits,
        "graph": [0x21...0x7E], "lower": [0x61...0x7A], "print": [0x20...0x7E],
        "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E], "space": [0x09...0x0D, 0x20...0x20],
        "upper": [0x41...0x5A], "word": words, "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
    ]

    private var ranges: [ClosedRange<UInt32>] = []
    private var isNegated = false

    init(ranges: [ClosedRange<UInt32>]) { self.ranges = ranges }

    /// Reads a class from behind its opening bracket to its closing one.
    init(_ rest: inout ArraySlice<GoScalar>) throws(IgnorePattern.Refusal) {
        let open = IgnorePattern.Refusal(why: "a bracket is not closed")
        if rest.first?.value == UInt32(UInt8(ascii: "^")) {
            rest.removeFirst()
            isNegated = true
        }
        var isFirst = true
        while isFirst || rest.first?.value != UInt32(UInt8(ascii: "]")) {
            isFirst = false
            if try readNamed(&rest) { continue }
            guard !rest.isEmpty else { throw open }
            let low = try IgnoreClass.member(&rest)
            var high = low
            if rest.count >= 2, rest.first?.value == UInt32(UInt8(ascii: "-")),
                rest.dropFirst().first?.value != UInt32(UInt8(ascii: "]"))
            {
                rest.removeFirst()
                high = try IgnoreClass.member(&rest)
            }
            guard low <= high else { throw .init(why: "a range in a bracket runs backwards") }
            ranges.append(low...high)
        }
        rest.removeFirst()
    }

    /// Whether the scalar is one of the class.
    func contains(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } != isNegated }

    /// `\d`, `\s`, `\w` and their opposites, by letter.
    static func perl(_ letter: UInt32?) -> [ClosedRange<UInt32>]? {
        switch letter.flatMap({ Unicode.Scalar($0) }) {
        case "d": digits
        case "D": inverted(digits)
        case "s": spaces
        case "S": inverted(spaces)
        case "w": words
        case "W": inverted(words)
        default: nil
        }
    }

    private static func inverted(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var (gaps, next): ([ClosedRange<UInt32>], UInt32) = ([], 0)
        for range in ranges {
            if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        return gaps + [next...0x10FFFF]
    }

    private static func member(_ rest: inout ArraySlice<GoScalar>) throws(IgnorePattern.Refusal) -> UInt32 {
        guard let scalar = rest.popFirst() else { throw .init(why: "a bracket is not closed") }
        if scalar.value == UInt32(UInt8(ascii: "\\")) { return try IgnoreEscape.scalar(&rest) }
        return scalar.value
    }

    /// Reads `[:alpha:]` or `\d`; false where there is neither.
    private mutating func readNamed(_ rest: inout ArraySlice<GoScalar>) throws(IgnorePattern.Refusal) -> Bool
    {
        if rest.first?.value == UInt32(UInt8(ascii: "\\")),
            let found = IgnoreClass.perl(rest.dropFirst().first?.value)
        {
            rest = rest.dropFirst(2)
            ranges += found
            return true
        }
        let colon = UInt32(UInt8(ascii: ":"))
        guard rest.first?.value == UInt32(UInt8(ascii: "[")), rest.dropFirst().first?.value == colon else {
            return false
        }
        let inside = rest.dropFirst(2)
        // Without `:]` further on, it is a bracket and a colon.
        guard
            let end = inside.indices.dropLast().first(where: {
                inside[$0].value == colon && inside[$0 + 1].value == UInt32(UInt8(ascii: "]"))
            })
        else { return false }
        var name = String(String.UnicodeScalarView(inside[..<end].compactMap { Unicode.Scalar($0.value) }))
        let negated = name.hasPrefix("^")
        if negated { name.removeFirst() }
        guard let found = IgnoreClass.named[name] else { throw .init(why: "no class is named [:\(name):]") }
        ranges += negated ? IgnoreClass.inverted(found) : found
        rest = rest[(end + 2)...]
        return true
    }
}
