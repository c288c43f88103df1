import Basis
import Testing
import Updates

@Suite("Which backups stay")
struct RetentionTests {
    private static let day: Int64 = 86_400_000
    /// Thursday, 26 November 2026, 01:00 UTC.
    private static let now: Int64 = 1_795_654_800_000

    private static func located<Value>(_ value: Value) -> Located<Value> {
        Located(
            value,
            at: Span(
                file: "belay.yml", start: Position(line: 1, column: 1), end: Position(line: 1, column: 2)))
    }

    private static func keep(
        last: Int? = nil, daily: Int? = nil, weekly: Int? = nil, monthly: Int? = nil, yearly: Int? = nil,
        within: Duration? = nil
    ) -> Retention {
        var keep = Retention()
        (keep.last, keep.daily, keep.weekly) = (last.map(located), daily.map(located), weekly.map(located))
        (keep.monthly, keep.yearly) = (monthly.map(located), yearly.map(located))
        keep.within = within.map(located)
        return keep
    }

    /// One backup for each age in days.
    private static func backups(_ ages: some Sequence<Int>) -> [BackupID: Int64] {
        var backups: [BackupID: Int64] = [:]
        for age in ages {
            let began = now - Int64(age) * day
            if let id = BackupID(began: began, by: "x.1.1") { backups[id] = began }
        }
        return backups
    }

    private func ages(_ verdicts: [RetentionVerdict], among backups: [BackupID: Int64]) -> [Int] {
        verdicts.filter(\.stays).compactMap { backups[$0.id] }
            .map { Int((RetentionTests.now - $0) / RetentionTests.day) }
    }

    @Test("a name carries its moment, sorts by time, and never leads anywhere")
    func names() {
        #expect(BackupID(began: RetentionTests.now, by: "k3f9.2.1")?.text == "20261126T010000Z-k3f9.2.1")
        #expect(BackupID(began: 0, by: "a")?.text == "19700101T000000Z-a")
        for bad in ["", "..", ".x", "-x", "2026/11", "2026 11", "2026\u{0}", "20261126T010000Z-a.partial"] {
            #expect(BackupID(bad) == nil, "\(bad)")
        }
    }

    @Test("7 daily, 4 weekly, 3 monthly of a year of daily backups")
    func guide() {
        let backups = RetentionTests.backups(0..<365)
        let verdicts = RetentionTests.keep(daily: 7, weekly: 4, monthly: 3).verdicts(on: backups)
        // Sundays: 4 days ago was 22 November, then 15, 8, 1; ends of months: 31 October, 30 September.
        #expect(ages(verdicts, among: backups) == [0, 1, 2, 3, 4, 5, 6, 11, 18, 26, 57])
        #expect(verdicts[0].reasons == ["daily", "weekly", "monthly"])
        #expect(verdicts[4].reasons == ["daily", "weekly"])
        #expect(verdicts[26].reasons == ["monthly"])
    }

    @Test("while a rule wants more than there is, the oldest stays too")
    func oldest() {
        let backups = RetentionTests.backups([0, 1, 2, 3])
        let verdicts = RetentionTests.keep(monthly: 3).verdicts(on: backups)
        #expect(ages(verdicts, among: backups) == [0, 3])
        #expect(verdicts[3].reasons == ["oldest monthly"])
    }

    @Test("`within` counts from the newest backup: where backups stopped long ago, none grows too old")
    func within() {
        let backups = RetentionTests.backups([400, 401, 429, 430, 431])
        let verdicts = RetentionTests.keep(within: .seconds(30 * 86_400)).verdicts(on: backups)
        #expect(ages(verdicts, among: backups) == [400, 401, 429])
    }

    @Test("no rule keeps all, and no rule takes the newest or what is held")
    func never() {
        let backups = RetentionTests.backups(0..<10)
        #expect(ages(RetentionTests.keep().verdicts(on: backups), among: backups) == Array(0..<10))
        let held = backups.keys.sorted()[0]
        let verdicts = RetentionTests.keep(last: 1).verdicts(on: backups, held: [held: "run k3f9 is open"])
        #expect(ages(verdicts, among: backups) == [0, 9])
        #expect(verdicts[9].reasons == ["run k3f9 is open"])
        #expect(RetentionTests.keep(last: 1).verdicts(on: [:]).isEmpty)
    }

    @Test("two on one day count once, and the newer one stays")
    func sameDay() {
        let first = RetentionTests.backups([0, 1])
        var backups = first
        guard let earlier = BackupID(began: RetentionTests.now - 1000, by: "x.1.1") else { return }
        backups[earlier] = RetentionTests.now - 1000
        let verdicts = RetentionTests.keep(daily: 2).verdicts(on: backups)
        #expect(verdicts.map(\.stays) == [true, false, true])
    }
}
