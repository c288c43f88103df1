internal import Basis

extension Requests {
    /// The container that is meant: the one that is named, or the only one.
    func container(_ pod: JSON) throws(Refusal) -> String {
        let names = pod.items("spec", "containers").map { $0.words("name") }
        let all = names + pod.items("spec", "initContainers").map { $0.words("name") }
        if let name = request.asked("container"), !name.isEmpty {
            guard all.contains(name) else {
                throw .badRequest("container \(name) is not valid for pod \(pod.name)")
            }
            return name
        }
        guard names.count == 1 else {
            throw .badRequest(
                "a container name must be specified for pod \(pod.name), choose one of: "
                    + "[\(names.joined(separator: " "))]")
        }
        return names[0]
    }

    /// What a container printed, and goes on to print if that is asked for.
    func log(_ target: Target) throws(Refusal) -> (Wire) -> Void {
        let key = ObjectKey("pods", target.namespace ?? "", target.name)
        let isPast = request.isAsked("previous")
        let (name, uid) = try cluster.world.withLock { world throws(Refusal) in
            guard let pod = world.object(key) else { throw .notFound(Kind.named("pods"), target.name) }
            let name = try container(pod)
            let life = world.lives[pod.uid]?.all.first { $0.name == name }
            if isPast, life?.previousLog == nil {
                throw Refusal.badRequest(
                    "previous terminated container \"\(name)\" in pod \"\(pod.name)\" not found")
            }
            if case .waiting(let reason, _) = life?.state
                ?? .waiting(reason: "ContainerCreating", message: ""),
                life?.last == nil, !isPast
            {
                throw Refusal.badRequest(
                    "container \"\(name)\" in pod \"\(pod.name)\" is waiting to start: \(reason)")
            }
            return (name, pod.uid)
        }
        let follow = LogFeed(
            cluster: cluster, uid: uid, container: name, isPast: isPast, follows: request.isAsked("follow"),
            tail: request.asked("tailLines").flatMap(Int.init),
            limit: request.asked("limitBytes").flatMap(Int.init))
        return { wire in follow.tell(wire) }
    }
}

/// A log as it is read.
private struct LogFeed {
    let cluster: StandInCluster
    let uid: String
    let container: String
    let isPast: Bool
    let follows: Bool
    let tail: Int?
    let limit: Int?

    /// The whole log, and whether more may come to it.
    private func look() -> (log: [UInt8], isOpen: Bool) {
        cluster.world.withLock { world in
            guard let life = world.lives[uid]?.all.first(where: { $0.name == container }) else {
                return ([], false)
            }
            if isPast { return (life.previousLog ?? [], false) }
            if life.log.isEmpty, !life.isRunning, life.ending == nil {
                return (life.previousLog ?? [], false)
            }
            return (life.log, life.isRunning)
        }
    }

    func tell(_ wire: Wire) {
        let bell = Bell()
        cluster.world.withLock { $0.bells[ObjectIdentifier(bell)] = bell }
        defer { cluster.world.withLock { $0.bells[ObjectIdentifier(bell)] = nil } }
        wire.write(
            Array(
                "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n".utf8))
        var (log, isOpen) = look()
        var sent = tail.map { LogFeed.start(of: $0, in: log) } ?? 0
        var left = limit ?? .max
        while true {
            let piece = log.count > sent ? Array(log[sent...].prefix(left)) : []
            sent = max(sent, log.count)
            left -= piece.count
            if !piece.isEmpty {
                let frame = Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + [13, 10]
                guard wire.write(frame) else { return }
            }
            guard follows, isOpen, left > 0 else { break }
            if bell.sleep(milliseconds: 1000, besides: wire.socket) { return }
            (log, isOpen) = look()
        }
        wire.write(Array("0\r\n\r\n".utf8))
    }

    /// Where the last lines begin.
    private static func start(of lines: Int, in log: [UInt8]) -> Int {
        guard lines > 0 else { return log.count }
        var left = lines
        for index in log.indices.dropLast().reversed() where log[index] == 10 {
            left -= 1
            if left == 0 { return index + 1 }
        }
        return 0
    }
}
