/// A number of bytes, read and written as operators do.
package struct ByteCount: Hashable, Sendable, Codable, Comparable {
    private static let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]

    /// The number.
    package let bytes: Int64

    /// A count of so many bytes; a negative number is taken as none.
    package init(_ bytes: Int64) { self.bytes = max(0, bytes) }

    /// Reads `1024`, `512k`, `10MB`, `1.5GiB`.
    ///
    /// Every prefix is a power of 1024, as Docker reads them.
    package init?(text: some StringProtocol) {
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let unit = text.dropFirst(number.count).drop { $0 == " " }.lowercased()
        guard let power = ByteCount.power(unit), number.first?.isNumber == true, let value = Double(number)
        else {
            return nil
        }
        let bytes = (0..<power).reduce(value) { value, _ in value * 1024 }
        guard bytes < Double(Int64.max) else { return nil }
        self.bytes = Int64(bytes)
    }

    private static func power(_ unit: String) -> Int? {
        if unit.isEmpty || unit == "b" { return 0 }
        return units.firstIndex { full in
            let name = full.lowercased()
            return unit == name || unit == "\(name.prefix(1))b" || unit == "\(name.prefix(1))"
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
