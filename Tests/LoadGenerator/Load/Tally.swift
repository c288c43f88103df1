/// Counts outcomes as they come.
struct Tally {
    private(set) var report = LoadReport()
    private var latencies: [Double] = []
    private let slowAfter: Double

    /// A server that makes up a version for each answer must not fill the memory.
    private static let versionsAtMost = 64

    init(slowAfter: Double) { self.slowAfter = slowAfter }

    mutating func connected() { report.connections += 1 }

    mutating func failed(_ outcome: LoadOutcome) {
        report.requests += 1
        report.outcomes[outcome, default: 0] += 1
    }

    /// A whole answer, so many seconds after its scheduled moment and after the start.
    mutating func answered(_ answer: Answer, latency: Double, at time: Double) {
        let outcome: LoadOutcome =
            switch answer.status {
            case 500...: .serverError
            case 400...: .clientError
            default: .answered
            }
        failed(outcome)
        latencies.append(latency)
        if latency > slowAfter { report.slow += 1 }
        var name = answer.version ?? "-"
        if report.versions[name] == nil, report.versions.count >= Tally.versionsAtMost { name = "others" }
        var seen = report.versions[name] ?? .init(count: 0, firstSeen: time, lastSeen: time)
        seen.count += 1
        seen.lastSeen = time
        report.versions[name] = seen
    }

    /// The report of a load that ended so many seconds after its start.
    func finished(at time: Double) -> LoadReport {
        var report = report
        let sorted = latencies.sorted()
        let quantile = { (part: Double) in
            sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))] * 1000
        }
        (report.p50, report.p99, report.slowest) = (quantile(0.5), quantile(0.99), (sorted.last ?? 0) * 1000)
        report.seconds = time
        return report
    }
}
