import Basis
import Updates

/// Looks for services that wait for one another.
struct ComposeCycle {
    private let services: [ComposeService]
    private let places: [String: Int]

    init(services: [ComposeService]) {
        self.services = services
        places = Dictionary(services.enumerated().map { ($1.name.value, $0) }) { first, _ in first }
    }

    private enum Mark { case unseen, open, done }

    /// Reports the first cycle that is met, with the way round. It does not recurse: chains may be long.
    func report(_ finding: inout ComposeFindings) {
        var marks = Array(repeating: Mark.unseen, count: services.count)
        for start in services.indices where marks[start] == .unseen {
            var way: [(service: Int, next: Int)] = [(start, 0)]
            marks[start] = .open
            while let (service, next) = way.last {
                let dependencies = services[service].dependencies
                guard next < dependencies.count else {
                    marks[service] = .done
                    way.removeLast()
                    continue
                }
                way[way.count - 1].next += 1
                guard let other = places[dependencies[next].service.value] else { continue }
                if marks[other] == .open {
                    tell(way.map(\.service), back: other, dependencies[next], &finding)
                    return
                }
                if marks[other] == .unseen {
                    marks[other] = .open
                    way.append((other, 0))
                }
            }
        }
    }

    private func tell(
        _ way: [Int], back other: Int, _ dependency: ComposeDependency, _ finding: inout ComposeFindings
    ) {
        let round = way.drop { $0 != other }.map { services[$0].name.value }
        let words = (round + [services[other].name.value]).joined(separator: " → ")
        finding.path = "services.\(services[way.last ?? other].name.value)"
        finding.report(.cycle, "services wait for one another: \(words)", at: dependency.service.span)
    }
}
