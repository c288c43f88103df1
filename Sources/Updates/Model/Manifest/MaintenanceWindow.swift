/// When runs may start: days of the week, and from when to when, in a time zone.
package struct MaintenanceWindow: Hashable, Sendable, Codable {
    /// Days on which it opens, Monday is 1; none named means every day.
    package let days: Set<Int>
    /// Minutes from midnight at which it opens.
    package let opens: Int
    /// Minutes from midnight at which it closes; not after `opens` means on the next day.
    package let closes: Int
    /// The time zone by name; nil means that of the machine.
    package let zone: String?

    private static let dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    /// Reads `Sun 02:00-05:00 Europe/London`, `Mon-Fri 22:00-04:00`, `Sat,Sun 01:00-03:00`, `02:00-05:00`.
    package init?(_ text: String) {
        var words = text.split(separator: " ")
        var days: Set<Int> = []
        if let first = words.first, first.first?.isLetter == true {
            guard let named = MaintenanceWindow.days(first) else { return nil }
            days = named
            words.removeFirst()
        }
        guard (1...2).contains(words.count) else { return nil }
        let times = words[0].split(separator: "-", omittingEmptySubsequences: false).map(
            MaintenanceWindow.minutes)
        guard times.count == 2, let opens = times[0], let closes = times[1], opens != closes else {
            return nil
        }
        (self.days, self.opens, self.closes) = (days, opens, closes)
        zone = words.count == 2 ? String(words[1]) : nil
        if let zone, !MaintenanceWindow.looksLikeZone(zone) { return nil }
    }

    /// `Sun`, `Sat,Sun` or `Mon-Fri`; nil for anything else.
    private static func days(_ text: Substring) -> Set<Int>? {
        var all: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { name in
                dayNames.firstIndex(of: name.lowercased())
            }
            guard (1...2).contains(ends.count), let first = ends.first ?? nil, let last = ends.last ?? nil
            else {
                return nil
            }
            let count = (last - first + 7) % 7
            for offset in 0...count { all.insert((first + offset) % 7 + 1) }
        }
        return all
    }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { ("0"..."9").contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour * 60 + minute <= 24 * 60, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    private static func looksLikeZone(_ text: String) -> Bool {
        text.first?.isLetter == true
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/_+-".contains($0)) }
            && !text.contains("//")
    }
}
