import Basis
import FoundationEssentials
import Glibc
import YAML

/// Measures our side: `bench-yaml read|walk FILE TRIES` prints seconds of CPU, the best of so many tries.
///
/// `read` makes the tree, problems checked and places kept; `walk` also asks every node for its meaning and
/// place.
@main
struct Measure {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let tries = Int(arguments[3]),
            let data = FileManager.default.contents(atPath: arguments[2])
        else { exit(2) }
        let bytes = [UInt8](data)
        var best = 1_000.0
        for _ in 0..<tries {
            var nodes = 0
            let start = processorTime()
            do {
                let reading = YAMLReading(bytes, file: arguments[2])
                guard reading.problems.isEmpty else { exit(1) }
                nodes = arguments[1] == "walk" ? reading.documents.reduce(0) { $0 + walk($1) } : 10
            }
            guard nodes >= 10 else { exit(1) }
            best = min(best, processorTime() - start)
        }
        puts("\(best)")
    }

    /// Seconds of this process on a processor: a busy machine takes time from both sides, but not this.
    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// How many nodes there are, each asked for what it is and where.
    private static func walk(_ node: YAMLNode) -> Int {
        guard node.span.start.line > 0 else { return 0 }
        if node.scalar != nil { return 1 }
        if let items = node.sequence { return items.reduce(1) { $0 + walk($1) } }
        return (node.mapping?.entries ?? []).reduce(1) { $0 + walk($1.key) + walk($1.value) }
    }
}
