/// What the clocks of a time zone show at any moment, as a file of the zone database says it (RFC 8536).
///
/// Pure: whoever has read the file hands over its bytes.
package struct ZoneRules: Hashable, Sendable {
    /// Where every clock shows UTC.
    package static let utc = ZoneRules(transitions: [], offsets: [], initial: 0, tail: nil)
    /// The largest file of the database has some four thousand bytes.
    package static let sizeLimit = 64 << 10

    /// The moments, in seconds since 1970, from which on an offset holds.
    private let transitions: [Int64]
    private let offsets: [Int]
    /// What holds before the first of them.
    private let initial: Int
    /// What holds behind the last one, year after year.
    private let tail: YearlyRule?

    private init(transitions: [Int64], offsets: [Int], initial: Int, tail: YearlyRule?) {
        (self.transitions, self.offsets) = (transitions, offsets)
        (self.initial, self.tail) = (initial, tail)
    }

    /// Reads a file; nil if it is none, or is one of the first version, which ends in 2037.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count <= ZoneRules.sizeLimit, let old = ZoneHeader(bytes, at: 0), old.version >= 2,
            let header = ZoneHeader(bytes, at: old.end(timeSize: 4)), header.typeCount > 0
        else { return nil }
        let end = header.end(timeSize: 8)
        guard end <= bytes.count else { return nil }
        let times = header.body
        let kinds = times + 8 * header.timeCount
        let types = kinds + header.timeCount
        let offset = { (type: Int) -> Int? in
            guard type < header.typeCount else { return nil }
            return Int(Int32(truncatingIfNeeded: bytes.bigEndian(4, at: types + 6 * type)))
        }
        var transitions: [Int64] = []
        var offsets: [Int] = []
        for index in 0..<header.timeCount {
            guard let seconds = offset(Int(bytes[kinds + index])) else { return nil }
            transitions.append(bytes.bigEndian(8, at: times + 8 * index))
            offsets.append(seconds)
        }
        guard zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 }), let initial = offset(0)
        else {
            return nil
        }
        let footer = bytes[end...].split(separator: UInt8(ascii: "\n")).first.map(Array.init) ?? []
        self.init(
            transitions: transitions, offsets: offsets, initial: initial,
            tail: YearlyRule(String(decoding: footer, as: UTF8.self)))
    }

    /// How many seconds clocks are ahead of UTC at a moment, in milliseconds since 1970.
    package func offset(at moment: Int64) -> Int {
        let second = WallTime.seconds(moment)
        guard let last = transitions.last else { return tail?.offset(at: second) ?? initial }
        if second >= last { return tail?.offset(at: second) ?? offsets.last ?? initial }
        var (low, high) = (0, transitions.count)
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= second { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? initial : offsets[low - 1]
    }
}

/// The head of one of the two parts of a zone file: how much of everything follows.
private struct ZoneHeader {
    let version: Int
    let timeCount: Int
    let typeCount: Int
    /// Where what it counts begins.
    let body: Int
    private let others: (flags: Int, leaps: Int, characters: Int)

    init?(_ bytes: [UInt8], at start: Int) {
        guard start >= 0, start + 44 <= bytes.count,
            bytes[start..<start + 4].elementsEqual("TZif".utf8)
        else { return nil }
        let count = { (index: Int) in Int(bytes.bigEndian(4, at: start + 20 + 4 * index)) }
        // None can be larger than the file, so that sums cannot overflow.
        guard (0..<6).allSatisfy({ count($0) <= bytes.count }) else { return nil }
        let letter = Int(bytes[start + 4])
        version = letter == 0 ? 1 : letter - 0x30
        (timeCount, typeCount) = (count(3), count(4))
        others = (count(0) + count(1), count(2), count(5))
        body = start + 44
    }

    /// Where the next part begins.
    func end(timeSize: Int) -> Int {
        body + timeCount * (timeSize + 1) + typeCount * 6 + others.characters
            + others.leaps * (timeSize + 4) + others.flags
    }
}

extension [UInt8] {
    /// A number of so many bytes, the most significant first; they must be there.
    fileprivate func bigEndian(_ count: Int, at start: Int) -> Int64 {
        let bits = self[start..<start + count].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int64(bitPattern: bits)
    }
}
