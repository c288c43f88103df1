/// What clocks do year after year, as POSIX writes it: `GMT0BST,M3.5.0/1,M10.5.0`.
struct YearlyRule: Hashable, Sendable {
    /// Seconds ahead of UTC.
    private let standard: Int
    private let summer: Summer?

    fileprivate struct Summer: Hashable, Sendable {
        let offset: Int
        let begin: Day
        let end: Day
    }

    /// A day of a year, and seconds from its midnight at which clocks change.
    fileprivate struct Day: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            /// Counted from 1, as if there were no leap days.
            case julian(Int)
            /// Counted from 0.
            case ordinal(Int)
            /// Such a day of the week of a month, the fifth is the last; Sunday is 0.
            case weekday(Int, week: Int, month: Int)
        }

        let kind: Kind
        let time: Int
    }

    /// Reads it; nil for anything else.
    init?(_ text: String) {
        var reader = YearlyRuleReader(text)
        guard reader.name(), let west = reader.time() else { return nil }
        standard = -west
        if reader.isAtEnd {
            summer = nil
            return
        }
        guard reader.name() else { return nil }
        let offset = reader.isAt(",") ? standard + 3600 : reader.time().map { -$0 }
        guard let offset, let begin = YearlyRule.day(&reader), let end = YearlyRule.day(&reader),
            reader.isAtEnd
        else { return nil }
        summer = Summer(offset: offset, begin: begin, end: end)
    }

    /// The seconds ahead of UTC at a moment, in seconds since 1970.
    func offset(at second: Int64) -> Int {
        guard let summer else { return standard }
        let local = second + Int64(standard)
        let year = CivilDate(dayNumber: local.flooredDivision(by: CivilDate.secondsADay)).year
        let begin = summer.begin.second(of: year) - Int64(standard)
        let end = summer.end.second(of: year) - Int64(summer.offset)
        let isSummer = begin < end ? (begin..<end).contains(second) : !(end..<begin).contains(second)
        return isSummer ? summer.offset : standard
    }

    private static func day(_ reader: inout YearlyRuleReader) -> Day? {
        guard reader.take(",") else { return nil }
        let kind: Day.Kind
        if reader.take("M") {
            guard let month = reader.number(in: 1...12), reader.take("."),
                let week = reader.number(in: 1...5), reader.take("."), let day = reader.number(in: 0...6)
            else { return nil }
            kind = .weekday(day, week: week, month: month)
        } else if reader.take("J") {
            guard let day = reader.number(in: 1...365) else { return nil }
            kind = .julian(day)
        } else {
            guard let day = reader.number(in: 0...365) else { return nil }
            kind = .ordinal(day)
        }
        guard reader.take("/") else { return Day(kind: kind, time: 2 * 3600) }
        return reader.time().map { Day(kind: kind, time: $0) }
    }
}

extension YearlyRule.Day {
    /// When it is, by the clocks on the wall, in seconds since 1970.
    fileprivate func second(of year: Int) -> Int64 {
        dayNumber(in: year) * CivilDate.secondsADay + Int64(time)
    }

    private func dayNumber(in year: Int) -> Int64 {
        let first = CivilDate.dayNumber(of: 1, in: 1, of: year)
        switch kind {
        case .julian(let day):
            let isBehindLeapDay = day > 59 && CivilDate.days(in: 2, of: year) == 29
            return first + Int64(day - 1 + (isBehindLeapDay ? 1 : 0))
        case .ordinal(let day): return first + Int64(day)
        case .weekday(let weekday, let week, let month):
            let start = CivilDate.dayNumber(of: 1, in: month, of: year)
            let ahead = (weekday - CivilDate(dayNumber: start).weekday % 7 + 7) % 7
            let day = ahead + 7 * (week - 1)
            return start + Int64(day < CivilDate.days(in: month, of: year) ? day : day - 7)
        }
    }
}

/// Takes a rule apart from left to right.
private struct YearlyRuleReader {
    private var rest: Substring

    init(_ text: String) { rest = text[...] }

    var isAtEnd: Bool { rest.isEmpty }

    func isAt(_ mark: Character) -> Bool { rest.first == mark }

    mutating func take(_ mark: Character) -> Bool {
        guard isAt(mark) else { return false }
        rest.removeFirst()
        return true
    }

    /// `GMT`, or anything in angle brackets.
    mutating func name() -> Bool {
        if take("<") {
            guard let end = rest.firstIndex(of: ">") else { return false }
            rest = rest[rest.index(after: end)...]
            return true
        }
        let letters = rest.prefix { $0.isASCII && $0.isLetter }
        rest = rest[letters.endIndex...]
        return letters.count >= 3
    }

    mutating func number(in range: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard (1...3).contains(digits.count), let value = Int(digits), range.contains(value) else {
            return nil
        }
        rest = rest[digits.endIndex...]
        return value
    }

    /// `3`, `-2:30`, `+167:59:59`, in seconds.
    mutating func time() -> Int? {
        let sign = take("-") ? -1 : 1
        if sign == 1 { _ = take("+") }
        guard var seconds = number(in: 0...167).map({ $0 * 3600 }) else { return nil }
        for unit in [60, 1] where take(":") {
            guard let value = number(in: 0...59) else { return nil }
            seconds += value * unit
        }
        return sign * seconds
    }
}
