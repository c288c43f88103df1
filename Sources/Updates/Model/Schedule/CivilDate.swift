/// A day of the calendar, counted from 1 January 1970.
struct CivilDate: Hashable {
    let year: Int
    let month: Int
    let day: Int
    /// Monday is 1.
    let weekday: Int

    static let secondsADay: Int64 = 86_400

    /// The day that lies so many days after 1 January 1970, which was a Thursday.
    ///
    /// Years are counted from March here, so that a leap day is the last of one:
    /// https://howardhinnant.github.io/date_algorithms.html.
    init(dayNumber: Int64) {
        weekday = Int(((dayNumber % 7) + 10) % 7) + 1
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * ofYear + 2) / 153
        day = Int(ofYear - (153 * shiftedMonth + 2) / 5) + 1
        month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    }

    /// How many days after 1 January 1970 a day lies.
    static func dayNumber(of day: Int, in month: Int, of year: Int) -> Int64 {
        let shifted = Int64(month <= 2 ? year - 1 : year)
        let era = shifted.flooredDivision(by: 400)
        let yearOfEra = shifted - era * 400
        let ofYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
    }

    /// How many days its month has.
    var daysInMonth: Int { CivilDate.days(in: month, of: year) }

    static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
