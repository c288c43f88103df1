/// A number of bytes, read and written as operators do.
package struct ByteCount: Hashable, Sendable, Comparable {
    private static let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]

    /// The number.
    package let bytes: Int64

    /// A count of so many bytes; a negative number is taken as none.
    package init(_ bytes: Int64) { self.bytes = max(0, bytes) }

    /// Reads `1024`, `512k`, `10MB`, `1.5GiB`, with or without a space before the unit.
    ///
    /// Nil for anything else. Every prefix is a power of 1024, as Docker reads them. Whole numbers are
    /// exact; of a fraction what is less than a byte is dropped.
    package init?(text: some StringProtocol) {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let rest = text.dropFirst(number.count)
        let unit = rest.drop { $0 == " " }
        guard rest.isEmpty || !unit.isEmpty, let power = ByteCount.power(of: unit) else { return nil }
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first.flatMap({ Int64($0) }) else { return nil }
        let (bytes, overflow) = whole.multipliedReportingOverflow(by: 1 << (10 * power))
        guard !overflow else { return nil }
        guard let digits = parts.dropFirst().first else {
            self.bytes = bytes
            return
        }
        guard !digits.isEmpty, let fraction = Double("0.\(digits)") else { return nil }
        let (sum, carry) = bytes.addingReportingOverflow(Int64(fraction * Double(Int64(1) << (10 * power))))
        guard !carry else { return nil }
        self.bytes = sum
    }

    /// How many times 1024 a unit is multiplied: `k`, `kb` and `KiB` are one.
    private static func power(of unit: some StringProtocol) -> Int? {
        guard unit.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let unit = unit.lowercased()
        if unit.isEmpty || unit == "b" { return 0 }
        return units.indices.dropFirst().first { index in
            let name = units[index].lowercased()
            return unit == name || unit == "\(name.prefix(1))b" || unit == name.prefix(1)
        }
    }

    /// Orders by number.
    package static func < (left: ByteCount, right: ByteCount) -> Bool { left.bytes < right.bytes }

    /// So many kibibytes.
    package static func kibibytes(_ count: Int64) -> ByteCount { ByteCount(count << 10) }
    /// So many mebibytes.
    package static func mebibytes(_ count: Int64) -> ByteCount { ByteCount(count << 20) }
    /// So many gibibytes.
    package static func gibibytes(_ count: Int64) -> ByteCount { ByteCount(count << 30) }
}

extension ByteCount: CustomStringConvertible {
    /// With one decimal and the largest unit that leaves a whole part: `1.5 GiB`, `512 B`.
    package var description: String {
        var (value, unit) = (bytes, 0)
        var tenths: Int64 = 0
        while value >= 1024, unit < ByteCount.units.count - 1 {
            tenths = (value % 1024) * 10 / 1024
            value /= 1024
            unit += 1
        }
        return tenths == 0
            ? "\(value) \(ByteCount.units[unit])" : "\(value).\(tenths) \(ByteCount.units[unit])"
    }
}

extension ByteCount: Codable {
    /// Reads a plain number; a negative one is taken as none.
    package init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(Int64.self))
    }

    /// Writes a plain number.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(bytes)
    }
}
