/// Amounts as Kubernetes writes them.
enum Quantity {
    private static let units: [(String, Double)] = [
        ("Ki", 1024), ("Mi", 1_048_576), ("Gi", 1_073_741_824), ("Ti", 1_099_511_627_776), ("m", 0.001),
        ("k", 1000), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("", 1),
    ]

    /// The amount in thousandths.
    static func thousandths(_ value: JSON?) -> Int64 {
        switch value {
        case .integer(let number): return number * 1000
        case .number(let number): return Int64(number * 1000)
        case .text(let text):
            for (unit, factor) in units where text.hasSuffix(unit) {
                return Double(text.dropLast(unit.count)).map { Int64(($0 * factor * 1000).rounded(.up)) } ?? 0
            }
            return 0
        default: return 0
        }
    }

    /// An amount that was counted in thousandths, as short as it goes.
    static func text(_ thousandths: Int64) -> String {
        if thousandths % 1000 != 0 { return "\(thousandths)m" }
        let whole = thousandths / 1000
        for (unit, factor) in [("Gi", Int64(1 << 30)), ("Mi", 1 << 20)] where whole > 0 && whole % factor == 0
        {
            return "\(whole / factor)\(unit)"
        }
        return String(whole)
    }

    /// A number or a percentage of a whole.
    static func share(_ value: JSON?, of whole: Int64, roundingUp: Bool) -> Int64 {
        if let number = value?.integer { return number }
        guard let text = value?.text, text.hasSuffix("%"), let percent = Int64(text.dropLast()) else {
            return 0
        }
        return roundingUp ? (whole * percent + 99) / 100 : whole * percent / 100
    }
}
