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

    /// Reads `Sun 02:00-05:00 Europe/London`, `Mon-Fri 22:00-04:00`, `Sat,Sun 01:00-03:00`, `02:00-05:00`.
    package init?(_ text: String) {
        var words = text.split(separator: " ")
        var days: Set<Int> = []
        if let first = words.first, first.first?.isLetter == true {
            guard let named = CalendarWords.days(first) else { return nil }
            days = named
            words.removeFirst()
        }
        guard (1...2).contains(words.count) else { return nil }
        let times = words[0].split(separator: "-", omittingEmptySubsequences: false).map(
            CalendarWords.minutes)
        guard times.count == 2, let opens = times[0], let closes = times[1], opens != closes else {
            return nil
        }
        (self.days, self.opens, self.closes) = (days, opens, closes)
        zone = words.count == 2 ? String(words[1]) : nil
        if let zone, !CalendarWords.isZone(zone) { return nil }
    }

    /// Whether it is open at a moment, in milliseconds since 1970, where the zone is so many seconds east of
    /// UTC.
    package func isOpen(at moment: Int64, offset: Int) -> Bool {
        let local = WallTime.local(WallTime.seconds(moment)) { _ in offset }
        let day = local.flooredDivision(by: CivilDate.secondsADay)
        let minute = Int(local - day * CivilDate.secondsADay) / 60
        let isToday = opens(on: day)
        if opens < closes { return isToday && (opens..<closes).contains(minute) }
        return isToday && minute >= opens || opens(on: day - 1) && minute < closes
    }

    /// When it opens next after a moment; both in milliseconds since 1970. `offset` tells how many seconds
    /// the zone is east of UTC at such a moment.
    package func opening(after moment: Int64, offset: (Int64) -> Int) -> Int64? {
        let start = WallTime.seconds(moment)
        let zone = { (second: Int64) in offset(second * 1000) }
        let today = WallTime.local(start, zone).flooredDivision(by: CivilDate.secondsADay)
        for day in today...(today + 8) where opens(on: day) {
            let wall = day * CivilDate.secondsADay + Int64(opens * 60)
            if let next = WallTime.moments(showing: wall, zone).first(where: { $0 > start }) {
                return next * 1000
            }
        }
        return nil
    }

    private func opens(on day: Int64) -> Bool {
        days.isEmpty || days.contains(CivilDate(dayNumber: day).weekday)
    }
}
