internal import Simulation
internal import Updates

/// What many trials came to.
struct Tally {
    private(set) var entries = 0
    private(set) var violations: [String] = []
    private var processes = 0
    private var standings: [String: Int] = [:]

    mutating func add(_ report: Report) {
        entries += report.entries
        processes += report.processes
        violations += report.violations
        standings[report.standing?.rawValue ?? "not ended", default: 0] += 1
    }

    mutating func add(_ other: Tally) {
        entries += other.entries
        processes += other.processes
        violations += other.violations
        standings.merge(other.standings) { $0 + $1 }
    }

    var text: String {
        let ends = standings.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", ")
        return "\(ends); \(processes) processes; \(violations.count) violations"
    }
}
