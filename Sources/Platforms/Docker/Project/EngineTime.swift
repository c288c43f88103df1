/// A moment as engines write it: `2026-11-25T21:40:00.123456789Z`, or with an offset.
struct EngineTime: Hashable, Comparable {
    /// Whole seconds since 1970.
    let seconds: Int64
    /// The rest.
    let nanoseconds: Int64

    /// Reads a moment; nil for anything else.
    init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 40 else { return nil }
        let number = { (range: Range<Int>) -> Int64? in
            guard range.upperBound <= bytes.count else { return nil }
            return range.reduce(Optional(0)) { total, index in
                guard let total, (0x30...0x39).contains(bytes[index]) else { return nil }
                return total * 10 + Int64(bytes[index] - 0x30)
            }
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        var end = 19
        var fraction: Int64 = 0
        if bytes[end] == UInt8(ascii: ".") {
            var digits = 0
            end += 1
            while end < bytes.count, (0x30...0x39).contains(bytes[end]), digits < 9 {
                fraction = fraction * 10 + Int64(bytes[end] - 0x30)
                (digits, end) = (digits + 1, end + 1)
            }
            for _ in digits..<9 { fraction *= 10 }
        }
        guard end < bytes.count else { return nil }
        var offset: Int64 = 0
        if bytes[end] == UInt8(ascii: "+") || bytes[end] == UInt8(ascii: "-") {
            guard let hours = number(end + 1..<end + 3), let minutes = number(end + 4..<end + 6) else {
                return nil
            }
            offset = (hours * 3600 + minutes * 60) * (bytes[end] == UInt8(ascii: "-") ? -1 : 1)
        } else if bytes[end] != UInt8(ascii: "Z") {
            return nil
        }
        let days = EngineTime.days(year, month, day)
        seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
        nanoseconds = fraction
    }

    /// Days since 1970 of a date, years counted from March so that a leap day is the last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }

    /// Orders by moment.
    static func < (left: EngineTime, right: EngineTime) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// The time from another moment to this one.
    func since(_ other: EngineTime) -> Duration {
        .seconds(seconds - other.seconds) + .nanoseconds(nanoseconds - other.nanoseconds)
    }
}
