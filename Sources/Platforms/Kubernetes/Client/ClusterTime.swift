/// A moment as servers write it (RFC 3339), in seconds since 1970.
struct ClusterTime: Hashable, Sendable, Comparable {
    let seconds: Double

    init(seconds: Double) { self.seconds = seconds }

    /// Reads `2026-11-26T01:02:03Z`, with or without a fraction; nil for anything else.
    init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 < 0x80 }), text.utf8.count >= 20 else { return nil }
        let parts = text.split { "-T:Z".contains($0) }
        guard text.hasSuffix("Z"), parts.count == 6, let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2]), let hour = Int(parts[3]), let minute = Int(parts[4]),
            let second = Double(parts[5]), (1970...9999).contains(year), (1...12).contains(month),
            (1...31).contains(day), (0..<24).contains(hour), (0..<60).contains(minute),
            (0..<62).contains(second)
        else { return nil }
        let days = ClusterTime.days(year, month, day)
        seconds = Double(days * 86_400 + hour * 3600 + minute * 60) + second
    }

    /// Reads the date of an HTTP answer: `Thu, 26 Nov 2026 01:02:03 GMT`.
    init?(http text: String) {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let parts = text.split { " ,:".contains($0) }.map(String.init)
        guard parts.count == 8, let day = Int(parts[1]), let month = months.firstIndex(of: parts[2]),
            let year = Int(parts[3]), let hour = Int(parts[4]), let minute = Int(parts[5]),
            let second = Int(parts[6]), (1970...9999).contains(year)
        else { return nil }
        let days = ClusterTime.days(year, month + 1, day)
        seconds = Double(days * 86_400 + hour * 3600 + minute * 60 + second)
    }

    /// With microseconds, as leases want it.
    var text: String {
        let whole = Int(seconds.rounded(.down))
        let micros = min(999_999, max(0, Int((seconds - Double(whole)) * 1_000_000)))
        let (year, month, day) = ClusterTime.date(ofDay: whole / 86_400)
        let rest = whole % 86_400
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let fraction = String(String(1_000_000 + micros).dropFirst())
        return "\(year)-\(two(month))-\(two(day))T\(two(rest / 3600)):\(two(rest / 60 % 60)):"
            + "\(two(rest % 60)).\(fraction)Z"
    }

    static func < (left: ClusterTime, right: ClusterTime) -> Bool { left.seconds < right.seconds }

    /// Days since 1970, by the calendar's own rules.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(ofDay day: Int) -> (Int, Int, Int) {
        let shifted = day + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
