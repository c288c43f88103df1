/// Words for days and zones that windows and schedules share.
enum CalendarWords {
    static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// `Sun`, `Sat,Sun` or `Mon-Fri` as numbers, Monday is 1; nil for anything else.
    static func days(_ text: Substring) -> Set<Int>? {
        var all: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { name in
                days.firstIndex(of: name.lowercased())
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

    /// `03:00` in minutes from midnight, up to `24:00`.
    static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { ("0"..."9").contains($0) } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour * 60 + minute <= 24 * 60, minute < 60
        else { return nil }
        return hour * 60 + minute
    }

    /// Whether a word can be the name of a time zone: `Europe/London`, `UTC`, `Etc/GMT-3`.
    static func isZone(_ text: some StringProtocol) -> Bool {
        text.first?.isLetter == true
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/_+-".contains($0)) }
            && !text.contains("//")
    }
}
