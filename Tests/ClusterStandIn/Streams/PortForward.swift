internal import Basis

/// Ports of a pod reached through the API server: what answers there is a page that says who it is.
struct PortForward: Sendable {
    let cluster: StandInCluster
    let pod: JSON
    let ports: [UInt16]

    /// Each port has a channel for data and one for errors; on both its number comes first.
    func speak(_ peer: WebSocketPeer) {
        for (index, port) in ports.enumerated() {
            let number = [UInt8(port & 0xff), UInt8(port >> 8)]
            peer.send(UInt8(index * 2), number)
            peer.send(UInt8(index * 2 + 1), number)
        }
        var heads: [UInt8: [UInt8]] = [:]
        while let message = peer.receive() {
            guard let channel = message.first, channel % 2 == 0, Int(channel) / 2 < ports.count else {
                continue
            }
            let port = ports[Int(channel) / 2]
            guard isListening(on: port) else {
                let why =
                    "an error occurred forwarding \(port) -> \(port): error forwarding port \(port) to pod "
                    + "\(pod.uid): failed to connect to localhost:\(port) inside namespace: connection "
                    + "refused"
                peer.send(channel + 1, Array(why.utf8))
                continue
            }
            heads[channel, default: []] += message.dropFirst()
            while let end = heads[channel]?.firstRange(of: [13, 10, 13, 10]) {
                let head = String(decoding: heads[channel]?[..<end.upperBound] ?? [], as: UTF8.self)
                heads[channel] = Array(heads[channel]?[end.upperBound...] ?? [])
                guard let request = WireRequest(head: head) else { continue }
                peer.send(channel, answer(request).bytes)
                if request.headers["connection"]?.lowercased() == "close" { peer.close() }
            }
        }
    }

    /// Only what a container declares is answered on: its program listens nowhere else.
    private func isListening(on port: UInt16) -> Bool {
        let isRunning = cluster.world.withLock { world in
            world.lives[pod.uid]?.containers.contains(where: \.isRunning) ?? false
        }
        let declared = pod.items("spec", "containers").flatMap { $0.items("ports") }
            .contains { $0.count("containerPort") == Int64(port) }
        return isRunning && declared
    }

    private func answer(_ request: WireRequest) -> Answer {
        let image = pod.items("spec", "containers").first?.words("image") ?? ""
        let version = image.split(separator: "@")[0].split(separator: ":").last.map(String.init) ?? ""
        var answer: Answer
        switch request.path {
        case []: answer = Answer(["version": .text(version)])
        case ["health"]: answer = Answer(plain: "ok\n")
        default: answer = Answer(status: 404, plain: "not found\n")
        }
        if request.headers["connection"]?.lowercased() == "close" {
            answer.headers.append(("Connection", "close"))
        }
        return answer
    }
}
