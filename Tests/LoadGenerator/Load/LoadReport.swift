internal import FoundationEssentials

/// What became of every request of a load.
package struct LoadReport: Hashable, Sendable, Codable {
    /// A version that answered, by the header X-Version.
    package struct Version: Hashable, Sendable, Codable {
        /// How many whole answers named it.
        package var count: Int
        /// When its first answer was whole, in seconds from the start of the load.
        package var firstSeen: Double
        /// When its last answer was whole.
        package var lastSeen: Double
    }

    /// How many requests were scheduled; equal to the sum of all outcomes.
    package var requests = 0
    /// How many ended in each way; ways that did not occur are zero.
    package var outcomes: [LoadOutcome: Int]
    /// How many whole answers came later than the plan's bound.
    package var slow = 0
    /// The versions that answered; `-` stands for answers that named none.
    package var versions: [String: Version] = [:]
    /// How many connections were made.
    package var connections = 0
    /// From the first scheduled moment to the last outcome, in seconds.
    package var seconds = 0.0
    /// Half of the whole answers came within that many milliseconds from their scheduled moment.
    package var p50 = 0.0
    /// 99 of 100 came within that.
    package var p99 = 0.0
    /// All came within that.
    package var slowest = 0.0

    init() { outcomes = Dictionary(uniqueKeysWithValues: LoadOutcome.allCases.map { ($0, 0) }) }

    /// How many ended in that way.
    package subscript(outcome: LoadOutcome) -> Int { outcomes[outcome] ?? 0 }

    /// How many did not get a whole answer of 2xx or 3xx.
    package var failed: Int { requests - self[.answered] }

    /// The report as one JSON object.
    package var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// The report for a person, in a few lines.
    package var text: String {
        let faults = LoadOutcome.allCases.filter { $0 != .answered && self[$0] > 0 }
        let failures = faults.map { "\($0.rawValue) \(self[$0])" }.joined(separator: ", ")
        var lines = [
            "\(requests) requests in \(LoadReport.round(seconds)) s over \(connections) connections",
            "answered \(self[.answered]), failed \(failed)" + (failures.isEmpty ? "" : ": \(failures)"),
            "slow \(slow), p50 \(LoadReport.round(p50)) ms, p99 \(LoadReport.round(p99)) ms, "
                + "slowest \(LoadReport.round(slowest)) ms",
        ]
        for (name, seen) in versions.sorted(by: {
            ($0.value.firstSeen, $0.key) < ($1.value.firstSeen, $1.key)
        }) {
            let times = "\(LoadReport.round(seen.firstSeen)) s to \(LoadReport.round(seen.lastSeen)) s"
            lines.append("version \(name): \(seen.count) answers, from \(times)")
        }
        return lines.joined(separator: "\n")
    }

    private static func round(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
