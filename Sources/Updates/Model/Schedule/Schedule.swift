/// When something runs by itself: a cron line or calendar words, in a time zone.
package struct Schedule: Hashable, Sendable, Codable {
    /// How far ahead the next moment is looked for: within forty years every date of the calendar has fallen
    /// on every day of the week, over a century without a leap day too.
    private static let horizon: Int64 = 366 * 41

    /// As it is written.
    package let text: String
    /// The time zone by name; nil means that of the machine.
    package let zone: String?
    private let days: ScheduledDays
    private let hours: CronField
    private let minutes: CronField

    /// Reads `0 1 * * *`, `@daily`, `daily 01:00`, `Mon-Fri 22:00`, `first Sun of quarter 03:00`, `last day
    /// of month 23:30`, each with a time zone behind it or none; nil for anything else.
    package init?(_ text: String) {
        let words = text.split(separator: " ")
        guard let read = Schedule.cron(words) ?? Schedule.calendar(words) else { return nil }
        if let zone = read.zone, !CalendarWords.isZone(zone) { return nil }
        self.text = text
        (days, hours, minutes, zone) = (read.days, read.hours, read.minutes, read.zone.map(String.init))
    }

    /// The first moment after another at which it is due; both in milliseconds since 1970.
    ///
    /// `offset` tells how many seconds the zone is east of UTC at such a moment. What falls into the hour
    /// that clocks skip is due once, after the gap; in the hour that they repeat it is due once, unless it is
    /// due every hour. Nil if there is no such day.
    package func next(after moment: Int64, offset: (Int64) -> Int) -> Int64? {
        let start = WallTime.seconds(moment)
        let zone = { (second: Int64) in offset(second * 1000) }
        let today = WallTime.local(start, zone).flooredDivision(by: CivilDate.secondsADay)
        for day in (today - 1)...(today + Schedule.horizon) where days.contains(CivilDate(dayNumber: day)) {
            var best: Int64?
            for hour in hours.all {
                for minute in minutes.all {
                    let wall = day * CivilDate.secondsADay + Int64(hour * 3600 + minute * 60)
                    let moments = WallTime.moments(showing: wall, zone)
                    for candidate in hours.isOpen ? moments[...] : moments.prefix(1) where candidate > start {
                        best = min(best ?? candidate, candidate)
                    }
                }
            }
            if let best { return best * 1000 }
        }
        return nil
    }

    private typealias Parts = (days: ScheduledDays, hours: CronField, minutes: CronField, zone: Substring?)

    private static let everyDay = ScheduledDays.weekly(Set(1...7))

    private static func cron(_ words: [Substring]) -> Parts? {
        if let macro = words.first, macro.hasPrefix("@"), words.count <= 2 {
            guard let fields = macros[macro.lowercased()] else { return nil }
            return cron(fields.split(separator: " ") + words.dropFirst())
        }
        guard (5...6).contains(words.count), let minutes = CronField(words[0], in: 0...59),
            let hours = CronField(words[1], in: 0...23), let day = CronField(words[2], in: 1...31),
            let month = CronField(words[3], in: 1...12, names: CalendarWords.months),
            let weekday = CronField(
                words[4], in: 0...7, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"])
        else { return nil }
        return (
            .cron(month: month, day: day, weekday: weekday), hours, minutes, words.count == 6 ? words[5] : nil
        )
    }

    private static let macros = [
        "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@weekly": "0 0 * * 0", "@monthly": "0 0 1 * *",
        "@yearly": "0 0 1 1 *",
    ]

    private static func calendar(_ words: [Substring]) -> Parts? {
        guard let place = words.firstIndex(where: { $0.contains(":") }), words.count - place <= 2,
            let time = CalendarWords.minutes(words[place]), time < 24 * 60,
            let days = days(words[..<place])
        else { return nil }
        let zone = place + 1 < words.count ? words[place + 1] : nil
        return (days, CronField([time / 60]), CronField([time % 60]), zone)
    }

    /// `daily`, `Mon-Fri`, or `first Sun of quarter`.
    private static func days(_ words: ArraySlice<Substring>) -> ScheduledDays? {
        let words = Array(words)
        if words.isEmpty || words.count == 1 && words[0].lowercased() == "daily" { return everyDay }
        if words.count == 1 { return CalendarWords.days(words[0]).map { .weekly($0) } }
        guard words.count == 4, words[2].lowercased() == "of",
            let ordinal = ScheduledDays.Ordinal(word: words[0]),
            let period = ScheduledDays.Period(rawValue: words[3].lowercased())
        else { return nil }
        if words[1].lowercased() == "day" { return .ordinal(ordinal, weekday: nil, of: period) }
        guard let weekday = CalendarWords.days.firstIndex(of: words[1].lowercased()) else { return nil }
        return .ordinal(ordinal, weekday: weekday + 1, of: period)
    }
}

extension Int64 {
    /// Division that rounds down, also below zero.
    func flooredDivision(by divisor: Int64) -> Int64 {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        return rest < 0 ? quotient - 1 : quotient
    }
}
