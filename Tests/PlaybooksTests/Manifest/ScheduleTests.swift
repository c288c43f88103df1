import Testing
import Updates

/// When things run by themselves. What is expected was reckoned by Python's datetime and zoneinfo.
@Suite struct ScheduleTests {
    /// Milliseconds since 1970 of `2026-03-01T12:00` in UTC.
    static func moment(_ text: String) -> Int64 {
        let parts = text.split { "-T:".contains($0) }.compactMap { Int64($0) }
        let months: [Int64] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
        let year = parts[0]
        let leaps = (year - 1969) / 4 - (year - 1901) / 100 + (year - 1601) / 400
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = (year - 1970) * 365 + leaps + months[Int(parts[1]) - 1] + (isLeap && parts[1] > 2 ? 1 : 0)
        return ((days + parts[2] - 1) * 86_400 + parts[3] * 3600 + parts[4] * 60) * 1000
    }

    /// London in 2026: clocks go forward on 29 March at 01:00 UTC and back on 25 October at 01:00 UTC.
    static func london(_ moment: Int64) -> Int {
        let (from, to) = (ScheduleTests.moment("2026-03-29T01:00"), ScheduleTests.moment("2026-10-25T01:00"))
        return moment >= from && moment < to ? 3600 : 0
    }

    @Test(arguments: [
        ("0 1 * * *", "2026-03-01T12:00", "2026-03-02T01:00"),
        ("0 1 * * *", "2026-03-01T01:00", "2026-03-02T01:00"),
        ("*/15 * * * *", "2026-03-01T12:01", "2026-03-01T12:15"),
        ("5/20 8-9 * * *", "2026-03-01T08:30", "2026-03-01T08:45"),
        ("0 0 29 2 *", "2026-03-01T12:00", "2028-02-29T00:00"),
        ("0 0 29 2 *", "2096-03-01T12:00", "2104-02-29T00:00"),
        ("30 4 1,15 * 5", "2026-03-01T12:00", "2026-03-06T04:30"),
        ("0 0 * * 7", "2026-03-03T12:00", "2026-03-08T00:00"),
        ("0 0 * * sun", "2026-03-03T12:00", "2026-03-08T00:00"),
        ("0 0 * jan-feb mon", "2026-03-03T12:00", "2027-01-04T00:00"),
        ("@monthly", "2026-03-03T12:00", "2026-04-01T00:00"),
        ("daily 01:00", "2026-12-31T23:59", "2027-01-01T01:00"),
        ("23:30", "2026-12-31T23:30", "2027-01-01T23:30"),
        ("Mon-Fri 22:00", "2026-03-06T22:00", "2026-03-09T22:00"),
        ("Sat,Sun 03:00", "2026-03-01T04:00", "2026-03-07T03:00"),
        ("first Sun of quarter 03:00", "2026-02-01T12:00", "2026-04-05T03:00"),
        ("last Fri of month 03:00", "2026-02-27T12:00", "2026-03-27T03:00"),
        ("last day of month 03:00", "2026-02-01T12:00", "2026-02-28T03:00"),
        ("last day of quarter 03:00", "2026-02-01T12:00", "2026-03-31T03:00"),
        ("first day of year 03:00", "2026-02-01T12:00", "2027-01-01T03:00"),
        ("third Tue of month 03:00", "2026-02-01T12:00", "2026-02-17T03:00"),
    ])
    func nextMomentIsTheFirstAfter(text: String, after: String, expected: String) throws {
        let schedule = try #require(Schedule(text))
        let next = schedule.next(after: ScheduleTests.moment(after)) { _ in 0 }
        #expect(next == ScheduleTests.moment(expected))
    }

    @Test(arguments: [
        // In the gap of spring: at 01:30 there is no such time, so it is due once the clocks are past it.
        ("daily 01:30", "2026-03-28T12:00", "2026-03-29T01:30"),
        ("daily 03:00", "2026-03-28T12:00", "2026-03-29T02:00"),
        // In autumn 01:30 comes twice and is due once; what is due every hour is due both times.
        ("daily 01:30", "2026-10-24T12:00", "2026-10-25T00:30"),
        ("daily 01:30", "2026-10-25T00:30", "2026-10-26T01:30"),
        ("30 * * * *", "2026-10-25T00:30", "2026-10-25T01:30"),
        ("0 12 * * *", "2026-07-01T11:00", "2026-07-02T11:00"),
    ])
    func clocksThatChangeNeitherSkipNorRepeat(text: String, after: String, expected: String) throws {
        let schedule = try #require(Schedule(text + " Europe/London"))
        #expect(schedule.zone == "Europe/London")
        let next = schedule.next(after: ScheduleTests.moment(after), offset: ScheduleTests.london)
        #expect(next == ScheduleTests.moment(expected))
    }

    @Test(arguments: [
        "", "daily", "daily 25:00", "daily 24:00", "daily 1:00", "someday 01:00", "first Sun 03:00",
        "fifth Sun of month 03:00", "first Sun of week 03:00", "daily 01:00 Europe London", "daily 01:00 7",
        "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8", "5-1 * * * *", "*/0 * * * *",
        "* * * *", "* * * * * * *", "a * * * *", "1--2 * * * *", ", * * * *", "@never", "99999999999 * * * *",
        "*/99999999999999999999 * * * *",
    ])
    func nonsenseIsNoSchedule(text: String) { #expect(Schedule(text) == nil) }

    @Test func dayThatNoCalendarHasNeverComes() throws {
        let never = try #require(Schedule("0 0 30 2 *"))
        #expect(never.next(after: 0) { _ in 0 } == nil)
    }

    @Test func brokenZonesAndFarMomentsAreSurvived() throws {
        let schedule = try #require(Schedule("daily 01:00"))
        for offset in [Int.min, -1, Int.max] {
            for moment in [Int64.min, -1, 0, Int64.max] {
                #expect(schedule.next(after: moment) { _ in offset } != moment)
            }
        }
    }

    @Test(arguments: [
        ("Sun 02:00-05:00", "2026-03-01T02:00", true), ("Sun 02:00-05:00", "2026-03-01T05:00", false),
        ("Sun 02:00-05:00", "2026-03-02T03:00", false), ("Mon-Fri 22:00-04:00", "2026-03-07T03:59", true),
        ("Mon-Fri 22:00-04:00", "2026-03-08T03:59", false), ("02:00-05:00", "2026-03-03T03:00", true),
        ("20:00-24:00", "2026-03-03T23:59", true), ("20:00-24:00", "2026-03-03T00:00", false),
    ])
    func windowIsOpenFromItsFirstMinuteOn(text: String, at: String, expected: Bool) throws {
        let window = try #require(MaintenanceWindow(text))
        #expect(window.isOpen(at: ScheduleTests.moment(at), offset: 0) == expected)
        let moment = ScheduleTests.moment(at)
        guard let opening = window.opening(after: moment, offset: { _ in 0 }) else {
            Issue.record("it never opens")
            return
        }
        #expect(opening > moment && window.isOpen(at: opening, offset: 0))
        #expect(!window.isOpen(at: opening - 60_000, offset: 0))
    }

    @Test func windowIsThatOfItsZone() throws {
        let window = try #require(MaintenanceWindow("Sun 02:00-05:00 Europe/London"))
        let moment = ScheduleTests.moment("2026-07-05T01:30")
        #expect(window.isOpen(at: moment, offset: ScheduleTests.london(moment)))
        #expect(!window.isOpen(at: moment, offset: 0))
    }
}
