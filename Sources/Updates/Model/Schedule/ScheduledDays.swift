/// On which days something is due.
enum ScheduledDays: Hashable, Codable {
    /// As cron has it: where both the day of the month and that of the week are asked for, one is enough.
    case cron(month: CronField, day: CronField, weekday: CronField)
    /// Days of the week, Monday is 1.
    case weekly(Set<Int>)
    /// One day of each period: the first Sunday of a quarter, the last day of a month.
    case ordinal(Ordinal, weekday: Int?, of: Period)

    /// Which one of several, counted from the end if negative.
    enum Ordinal: Int, Codable {
        case first = 1
        case second, third, fourth
        case last = -1

        init?(word: Substring) {
            switch word.lowercased() {
            case "first": self = .first
            case "second": self = .second
            case "third": self = .third
            case "fourth": self = .fourth
            case "last": self = .last
            default: return nil
            }
        }
    }

    /// What is counted within.
    enum Period: String, Codable {
        case month, quarter, year

        /// The months in which the first days of periods lie, and those of the last days.
        func contains(month: Int, isLast: Bool) -> Bool {
            switch self {
            case .month: true
            case .quarter: isLast ? month % 3 == 0 : month % 3 == 1
            case .year: month == (isLast ? 12 : 1)
            }
        }
    }

    /// Whether it is due on a day.
    func contains(_ date: CivilDate) -> Bool {
        switch self {
        case .cron(let month, let day, let weekday):
            guard month.contains(date.month) else { return false }
            let isDay = day.contains(date.day)
            // Cron's Sunday is 0, and 7 as well.
            let isWeekday = weekday.contains(date.weekday % 7) || date.weekday == 7 && weekday.contains(7)
            return day.isOpen || weekday.isOpen ? isDay && isWeekday : isDay || isWeekday
        case .weekly(let days): return days.contains(date.weekday)
        case .ordinal(let ordinal, let weekday, let period):
            guard period.contains(month: date.month, isLast: ordinal == .last) else { return false }
            guard let weekday else {
                return ordinal == .last ? date.day == date.daysInMonth : date.day == ordinal.rawValue
            }
            guard date.weekday == weekday else { return false }
            if ordinal == .last { return date.day + 7 > date.daysInMonth }
            return (date.day - 1) / 7 + 1 == ordinal.rawValue
        }
    }
}
