internal import Basis
internal import Glibc

/// A stand-in for a Kubernetes cluster, on loopback: an API server, its controllers, and nodes that run
/// nothing.
package final class StandInCluster: Sendable {
    let world: Guarded<World>
    let faults = Guarded<[Fault]>([])
    private let requests = Guarded<[RequestRecord]>([])
    private let connections = Guarded<[Int32: Wire]>([:])
    private let watches = Guarded<[ObjectIdentifier: Wire]>([:])
    private let isStopped = Guarded(false)
    private let listener: Int32
    private let alarm = Bell()
    /// The port on loopback.
    package let port: UInt16
    private let adminToken: String

    /// Starts a cluster; on a free port unless one is named.
    package init(_ settings: StandInSettings = StandInSettings(), port: UInt16 = 0) {
        world = Guarded(World(settings))
        adminToken = settings.adminToken
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var size = socklen_t(MemoryLayout.size(ofValue: address))
        let socket = listener
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                precondition(bind(socket, generic, size) == 0, "loopback has the port free")
                getsockname(socket, generic, &size)
            }
        }
        precondition(listen(listener, 256) == 0, "a bound socket can listen")
        self.port = UInt16(bigEndian: address.sin_port)
        let place = world
        world.withLock { world in
            world.bells[ObjectIdentifier(alarm)] = alarm
            world.launch = { StandInCluster.launch($0, in: place) }
            world.furnish()
        }
        onThread { [self] in acceptAll() }
        onThread { [self] in control() }
    }

    /// Ends every connection, the listening and the controllers.
    package func stop() {
        isStopped.withLock { $0 = true }
        shutdown(listener, Int32(SHUT_RDWR))
        alarm.ring()
        connections.withLock { $0.values.forEach { $0.shut() } }
        world.withLock { $0.killAll() }
    }

    private func acceptAll() {
        while true {
            let descriptor = accept(listener, nil, nil)
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            if isStopped.withLock({ $0 }) {
                if descriptor >= 0 { close(descriptor) }
                break
            }
            if descriptor < 0 { continue }
            let wire = Wire(descriptor)
            connections.withLock { $0[descriptor] = wire }
            onThread { [self] in
                Session(self, wire).serve()
                connections.withLock { $0[descriptor] = nil }
                close(descriptor)
            }
        }
        close(listener)
    }

    /// Starts a program that stands for a container: what it prints becomes the log, how it ends the status.
    private static func launch(_ order: LaunchOrder, in place: Guarded<World>) -> LocalProcess? {
        LocalProcess(
            order.command, environment: order.variables, takesInput: order.takesInput,
            told: { output in
                switch output {
                case .stdout(let bytes), .stderr(let bytes):
                    place.withLock { $0.printed(bytes, by: order) }
                }
            },
            ended: { code in place.withLock { $0.ended(code, order) } })
    }

    /// The controllers' one thread: it looks at what changed, and at what is due.
    private func control() {
        while !isStopped.withLock({ $0 }) {
            for key in world.withLock({ $0.takeDue() }) { world.withLock { $0.reconcile(key) } }
            let quiet = world.withLock { $0.quietMilliseconds }
            if quiet > 0 { alarm.sleep(milliseconds: quiet) }
        }
    }

    // MARK: What tests ask of it

    /// The address of the API server.
    package var address: String { "http://127.0.0.1:\(port)" }

    /// A kubeconfig for the cluster; of the administrator unless a token is named.
    package func kubeconfig(token: String? = nil, namespace: String = "default") -> String {
        """
        apiVersion: v1
        kind: Config
        current-context: stand-in
        clusters:
        - name: stand-in
          cluster: { server: "\(address)" }
        users:
        - name: stand-in
          user: { token: "\(token ?? adminToken)" }
        contexts:
        - name: stand-in
          context: { cluster: stand-in, user: stand-in, namespace: "\(namespace)" }

        """
    }

    /// Lets something go wrong.
    package func inject(_ fault: Fault) { faults.withLock { $0.append(fault) } }

    /// Nothing goes wrong any more.
    package func heal() { faults.withLock { $0 = [] } }

    /// Makes a token worthless, as if it had expired.
    package func revoke(_ token: String) { world.withLock { $0.tokens[token] = nil } }

    /// Gives a token to a user.
    package func admit(_ token: String, as name: String, groups: [String] = ["system:authenticated"]) {
        world.withLock { $0.tokens[token] = User(name: name, groups: groups) }
    }

    /// Forgets what happened until now: watches from an older revision are told 410.
    package func compact() { world.withLock { $0.compact() } }

    /// Ends the connections of all watches, in the middle of whatever they say.
    package func dropWatches() { watches.withLock { $0.values.forEach { $0.shut() } } }

    /// Every request so far, in order.
    package var record: [RequestRecord] { requests.withLock { $0 } }

    func note(_ request: RequestRecord) { requests.withLock { $0.append(request) } }

    /// What goes wrong with a request, if anything does.
    func fault(for request: WireRequest) -> Fault.Act? {
        faults.withLock { faults in
            guard let index = faults.firstIndex(where: { $0.times > 0 && $0.fits(request) }) else {
                return nil
            }
            faults[index].times -= 1
            return faults[index].act
        }
    }

    func opened(_ wire: Wire) { watches.withLock { $0[ObjectIdentifier(wire)] = wire } }

    func closed(_ wire: Wire) { watches.withLock { $0[ObjectIdentifier(wire)] = nil } }
}
