internal import Basis

extension Retention {
    /// What becomes of backups, given when each began: newest first.
    ///
    /// Counted as restic counts: each rule goes from the newest to the oldest and keeps the newest of every
    /// day, week, month or year until it has as many as it wants; while it wants more, it keeps the oldest
    /// too. `within` is measured from the newest backup, not from now: where backups stopped long ago, none
    /// grows too old. Days are those of UTC, weeks begin on Monday.
    ///
    /// Whatever the rules say, what is held stays, and so does the newest: no pruning takes the last one.
    package func verdicts(on backups: [BackupID: Int64], held: [BackupID: String] = [:]) -> [RetentionVerdict]
    {
        let ordered = backups.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
        var verdicts = ordered.map { RetentionVerdict(id: $0.key, reasons: []) }
        guard let newest = ordered.first?.value else { return [] }
        for rule in rules {
            var left = rule.count
            var last: Int64?
            for (index, backup) in ordered.enumerated() where left > 0 {
                let bucket = rule.bucket(backup.value, index)
                guard bucket != last || index == ordered.count - 1 else { continue }
                verdicts[index].reasons.append(bucket == last ? "oldest \(rule.word)" : rule.word)
                last = bucket
                left -= 1
            }
        }
        for (index, backup) in ordered.enumerated() {
            if let within, backup.value > newest - within.value.milliseconds {
                verdicts[index].reasons.append("within \(within.value.text)")
            }
            if isEmpty { verdicts[index].reasons.append("no rule says how long") }
            if let reason = held[backup.key] { verdicts[index].reasons.append(reason) }
        }
        if !verdicts[0].stays { verdicts[0].reasons.append("the newest always stays") }
        return verdicts
    }

    /// Whether it says nothing at all; then everything stays.
    package var isEmpty: Bool { within == nil && rules.isEmpty }

    private struct Rule {
        let word: String
        let count: Int
        /// What of a moment, and of its place among all, is one for two that count once.
        let bucket: (Int64, Int) -> Int64
    }

    private var rules: [Rule] {
        let day = { (time: Int64) in Retention.day(of: time) }
        let all: [(String, Int?, (Int64, Int) -> Int64)] = [
            ("last", last?.value, { _, place in Int64(place) }),
            ("daily", daily?.value, { time, _ in day(time) }),
            // The first of January 1970 was a Thursday.
            ("weekly", weekly?.value, { time, _ in (day(time) + 3 + 7_000_000) / 7 }),
            (
                "monthly", monthly?.value,
                { time, _ in
                    let date = CivilDate(dayNumber: day(time))
                    return Int64(date.year * 12 + date.month)
                }
            ),
            ("yearly", yearly?.value, { time, _ in Int64(CivilDate(dayNumber: day(time)).year) }),
        ]
        return all.compactMap { word, count, bucket in
            count.map { Rule(word: word, count: $0, bucket: bucket) }
        }
    }

    private static func day(of milliseconds: Int64) -> Int64 {
        let length = CivilDate.secondsADay * 1000
        return (milliseconds >= 0 ? milliseconds : milliseconds - length + 1) / length
    }
}

extension Duration {
    /// In milliseconds, what is below one dropped.
    fileprivate var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return overflow ? .max / 2 : whole + attoseconds / 1_000_000_000_000_000
    }
}
