extension Duration {
    private static let units: [(name: String, nanoseconds: Int64)] = [
        ("w", 604_800_000_000_000), ("d", 86_400_000_000_000), ("h", 3_600_000_000_000),
        ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
    ]

    /// Year, accepted when read and never written: a calendar's year has no fixed length, this one has 365
    /// days.
    private static let year: Int64 = 365 * 86_400_000_000_000

    /// Reads `1h30m`, `90s`, `1.5s`, `500ms`, `24h`, `7d`, `2w`, `1y` or `0`.
    ///
    /// Nil for anything else, for a negative value, and for more than 292 years.
    package init?(text: some StringProtocol) {
        if text == "0" {
            self = .zero
            return
        }
        var rest = text[...]
        var total: Int64 = 0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let unit = rest.dropFirst(number.count).prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(number.count + unit.count)
            guard let part = Duration.nanoseconds(number, unit) else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow else { return nil }
            total = sum
        }
        self = .nanoseconds(total)
    }

    private static func nanoseconds(_ number: some StringProtocol, _ unit: some StringProtocol) -> Int64? {
        guard let size = unit == "y" ? year : units.first(where: { $0.name == unit })?.nanoseconds else {
            return nil
        }
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = Int64(parts[0]) else { return nil }
        var (total, overflow) = whole.multipliedReportingOverflow(by: size)
        if parts.count == 2 {
            guard !parts[1].isEmpty, parts[1].count <= 9, let digits = Int64(parts[1]) else { return nil }
            let scale = parts[1].reduce(Int64(1)) { scale, _ in scale * 10 }
            let fraction = Double(digits) / Double(scale) * Double(size)
            let (sum, carry) = total.addingReportingOverflow(Int64(fraction.rounded()))
            (total, overflow) = (sum, overflow || carry)
        }
        return overflow ? nil : total
    }

    /// The duration in the form that `init(text:)` reads, exact to the nanosecond: `1h30m`, `1m30s`, `250ms`.
    ///
    /// A negative one has a `-` before it, which is not read again; beyond what nanoseconds in 64 bits can
    /// say it is `292y`.
    package var text: String {
        let (seconds, attoseconds) = components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (total, carry) = scaled.addingReportingOverflow(attoseconds / 1_000_000_000)
        guard !overflow, !carry else { return seconds < 0 ? "-292y" : "292y" }
        if total == 0 { return "0s" }
        var rest = total.magnitude
        var text = total < 0 ? "-" : ""
        for unit in Duration.units {
            let count = rest / UInt64(unit.nanoseconds)
            if count > 0 { text += "\(count)\(unit.name)" }
            rest %= UInt64(unit.nanoseconds)
        }
        return text
    }
}
