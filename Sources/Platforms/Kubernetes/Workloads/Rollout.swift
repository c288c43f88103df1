internal import Basis
internal import Ports
internal import Updates

/// One going of services to where they are wanted, told by watches: no polling.
final class Rollout {
    /// What the rollout hears.
    private enum News: Sendable {
        case event(WatchEvent, Resource)
        case failed(any Error)
        /// Time has passed: the only thing that nobody tells.
        case tick
    }

    /// How far apart time is looked at. What is ready is heard at once; this bounds patience only.
    private static let tick = Duration.milliseconds(500)
    /// The rest of a deadline that telling a failure takes: reading a pod's last words.
    private static let telling = Duration.seconds(3)

    let site: ClusterSite
    let situation: Situation
    var lanes: [RolloutLane]
    var picture = ClusterPicture()
    /// Which ReplicaSets are of the newest template, by name and the Deployment's revision.
    var newness: [String: Bool] = [:]

    init(site: ClusterSite, situation: Situation, lanes: [RolloutLane]) {
        (self.site, self.situation, self.lanes) = (site, situation, lanes)
    }

    /// Goes, until every service is there.
    func run() async throws {
        let kinds = Set(lanes.map(\.resource))
        let watched = kinds.sorted { $0.kind < $1.kind } + [.pods]
        let (news, teller) = AsyncStream.makeStream(of: News.self)
        let deadline = situation.deadline
        let watches = watched.map { resource in
            ClusterWatch(resource, of: site.cluster, in: site.namespace, by: deadline)
        }
        var first: Set<String> = []
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (resource, watch) in zip(watched, watches) {
                group.addTask {
                    do {
                        while !Task.isCancelled { teller.yield(.event(try await watch.next(), resource)) }
                    } catch {
                        teller.yield(.failed(error))
                    }
                }
            }
            group.addTask {
                while !Task.isCancelled {
                    try? await Task.sleep(for: Rollout.tick)
                    teller.yield(.tick)
                }
                teller.finish()
            }
            defer { group.cancelAll() }
            for await one in news {
                try Task.checkCancellation()
                switch one {
                case .failed(let error): throw try ending(error)
                case .event(let event, let resource):
                    picture.take(event, of: resource)
                    first.insert(resource.plural)
                case .tick: break
                }
                guard first.count == watched.count else { continue }
                if try await step() { return }
            }
            throw CancellationError()
        }
    }

    private func ending(_ error: any Error) throws -> any Error {
        try Task.checkCancellation()
        return situation.deadline.hasPassed ? DeadlinePassed() : error
    }

    /// Looks at every service, and does what comes next for each. True once all are there.
    private func step() async throws -> Bool {
        for index in lanes.indices {
            if !lanes[index].isBegun, lanes[index].legs.isEmpty, !lanes[index].isPlanned {
                lanes[index].legs = try await legs(of: lanes[index])
                lanes[index].isPlanned = true
            }
            while !lanes[index].isDone, try await go(index) { lanes[index].advance() }
        }
        if lanes.allSatisfy(\.isDone) { return true }
        guard situation.deadline.remaining > Rollout.telling else { throw try await lateness() }
        return false
    }
}
