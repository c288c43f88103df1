internal import Basis
internal import Glibc

extension Requests {
    /// Exec, attach and port-forward over a WebSocket.
    func stream(_ target: Target) throws(Refusal) -> (Wire) -> Void {
        let key = ObjectKey("pods", target.namespace ?? "", target.name)
        let pod = try cluster.world.withLock { world throws(Refusal) in
            guard let pod = world.object(key) else { throw .notFound(Kind.named("pods"), target.name) }
            return pod
        }
        let offered = WebSocketPeer.offered(request)
        let known =
            target.subresource == "portforward"
            ? ["v4.channel.k8s.io"] : ["v5.channel.k8s.io", "v4.channel.k8s.io"]
        if offered.isEmpty { throw .badRequest("Upgrade request required") }
        guard let name = offered.first(where: known.contains) else {
            throw .badRequest(
                "unable to upgrade: unable to negotiate protocol: client supports \(offered), server accepts "
                    + "\(known)")
        }
        guard !pod.words("spec", "nodeName").isEmpty else {
            throw .badRequest("pod \(pod.name) does not have a host assigned")
        }
        let request = self.request
        if target.subresource == "portforward" {
            let ports = request.query.filter { $0.name == "ports" }.flatMap { $0.value.split(separator: ",") }
                .compactMap { UInt16($0) }
            guard !ports.isEmpty else { throw .badRequest("query parameter \"ports\" is required") }
            let forward = PortForward(cluster: cluster, pod: pod, ports: ports)
            return { wire in forward.speak(WebSocketPeer(wire, request, speaking: name)) }
        }
        let container = try self.container(pod)
        let session = ExecSession(
            cluster: cluster, pod: pod, container: container,
            command: request.query.filter { $0.name == "command" }.map(\.value),
            takesInput: request.isAsked("stdin"), isFifth: name.hasPrefix("v5"))
        if target.subresource == "attach" {
            return { wire in session.attach(WebSocketPeer(wire, request, speaking: name)) }
        }
        guard !session.command.isEmpty else {
            throw .badRequest("you must specify at least 1 command for the container")
        }
        return { wire in session.exec(WebSocketPeer(wire, request, speaking: name)) }
    }
}

/// A command beside the program of a container, or the program itself.
private struct ExecSession: Sendable {
    let cluster: StandInCluster
    let pod: JSON
    let container: String
    let command: [String]
    let takesInput: Bool
    let isFifth: Bool

    func exec(_ peer: WebSocketPeer) {
        let spec = pod.items("spec", "containers").first { $0.words("name") == container } ?? [:]
        let (variables, isRunning) = cluster.world.withLock { world in
            (
                world.variables(spec, pod),
                world.lives[pod.uid]?.all.first { $0.name == container }?.isRunning ?? false
            )
        }
        guard isRunning else {
            fail(peer, "unable to upgrade connection: container not found (\"\(container)\")")
            return
        }
        let process = LocalProcess(
            command, environment: variables, takesInput: takesInput,
            told: { output in
                switch output {
                case .stdout(let bytes): peer.send(1, bytes)
                case .stderr(let bytes): peer.send(2, bytes)
                }
            },
            ended: { code in
                peer.send(3, ExecSession.verdict(code).bytes())
                peer.close()
            })
        guard let process else {
            fail(
                peer,
                "error executing command in container: failed to exec in container: failed to start "
                    + "exec: OCI "
                    + "runtime exec failed: exec failed: unable to start container process: exec: "
                    + "\"\(command[0])\": executable file not found in $PATH")
            return
        }
        listen(peer, process)
        // Who goes away takes the command along only where it reads what is gone now.
        process.endInput()
    }

    /// Passes on what is typed, until the other side has gone.
    private func listen(_ peer: WebSocketPeer, _ process: LocalProcess?) {
        while let message = peer.receive() {
            guard let channel = message.first else { continue }
            let bytes = Array(message.dropFirst())
            if channel == 0, takesInput {
                _ = process?.feed(bytes)
            } else if channel == 255, isFifth, bytes.first == 0 {
                process?.endInput()
            }
        }
    }

    func attach(_ peer: WebSocketPeer) {
        let (cluster, uid, container) = (self.cluster, pod.uid, self.container)
        let process = cluster.world.withLock { world in
            world.lives[uid]?.all.first { $0.name == container }?.process
        }
        onThread {
            ExecSession.follow(peer, cluster, uid, container)
        }
        listen(peer, process)
    }

    private static func follow(
        _ peer: WebSocketPeer, _ cluster: StandInCluster, _ uid: String, _ container: String
    ) {
        let bell = Bell()
        var sent = cluster.world.withLock { world in
            world.bells[ObjectIdentifier(bell)] = bell
            return world.lives[uid]?.all.first { $0.name == container }?.log.count ?? 0
        }
        defer { cluster.world.withLock { $0.bells[ObjectIdentifier(bell)] = nil } }
        while true {
            let (more, ending) = cluster.world.withLock { world -> ([UInt8], Int32?) in
                guard let life = world.lives[uid]?.all.first(where: { $0.name == container }) else {
                    return ([], 0)
                }
                return (Array(life.log.dropFirst(sent)), life.isRunning ? nil : life.ending?.code ?? 0)
            }
            sent += more.count
            if !more.isEmpty { peer.send(1, more) }
            if ending != nil { break }
            bell.sleep(milliseconds: 1000)
        }
        peer.send(3, verdict(0).bytes())
        peer.close()
    }

    private func fail(_ peer: WebSocketPeer, _ why: String) {
        peer.send(3, Refusal.internalError(why).status.bytes())
        peer.close()
    }

    private static func verdict(_ code: Int32) -> JSON {
        if code == 0 { return ["metadata": [:], "status": "Success"] }
        return [
            "metadata": [:], "status": "Failure", "reason": "NonZeroExitCode",
            "message":
                "command terminated with non-zero exit code: command terminated with exit code \(code)",
            "details": ["causes": [["reason": "ExitCode", "message": .text(String(code))]]],
        ]
    }
}
