import Glibc
import Synchronization

/// Listens, gives each connection a thread, and drains.
final class Server: Sendable {
    let settings: Settings
    /// Readable from the moment the drain begins: every thread that waits for its client also waits for this.
    let drainSignal: Int32
    private let drainEnd: Int32
    private let listener: Int32
    private let connections = Atomic<Int>(0)
    private let answers = Atomic<Int>(0)
    private let requests = Atomic<Int>(0)
    private let draining = Atomic<Bool>(false)

    /// Threads are cheap but not free; whoever comes beyond that many waits to be accepted.
    private static let connectionsAtMost = 4096
    /// A connection's thread holds one request and one answer.
    private static let stackSize = 256 << 10

    init?(settings: Settings) {
        guard let listener = Server.listen(on: settings.port) else { return nil }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        (self.settings, self.listener, drainSignal, drainEnd) = (settings, listener, ends[0], ends[1])
        Server.thread { self.accept() }
    }

    var isDraining: Bool { draining.load(ordering: .acquiring) }

    /// Accepts nobody else, lets what is in flight finish, and returns how many connections did not make it.
    func drain() -> Int {
        draining.store(true, ordering: .releasing)
        close(drainEnd)
        let end = now() + settings.drainFor
        while connections.load(ordering: .acquiring) > 0, now() < end { pause(seconds: 0.01) }
        return connections.load(ordering: .acquiring)
    }

    /// The number of this answer, from 1.
    func countAnswer() -> Int { answers.add(1, ordering: .relaxed).newValue }

    /// Does the work of one request, telling it how many are in flight with it.
    func inFlight<Result>(_ work: (Int) -> Result) -> Result {
        let count = requests.add(1, ordering: .relaxed).newValue
        defer { requests.subtract(1, ordering: .relaxed) }
        return work(count)
    }

    private static func listen(on port: UInt16) -> Int32? {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var yes: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard bound == 0, Glibc.listen(listener, 1024) == 0 else { return nil }
        _ = fcntl(listener, F_SETFL, O_NONBLOCK)
        return listener
    }

    private func accept() {
        while true {
            var waits = [
                pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
                pollfd(fd: drainSignal, events: Int16(POLLIN), revents: 0),
            ]
            poll(&waits, 2, -1)
            // Whoever is connected already is served, drain or not.
            while acceptOne() {}
            if isDraining { break }
        }
        close(listener)
    }

    private func acceptOne() -> Bool {
        if connections.load(ordering: .relaxed) >= Server.connectionsAtMost {
            pause(seconds: 0.001)
            return !isDraining
        }
        let client = Glibc.accept(listener, nil, nil)
        guard client >= 0 else {
            if errno == EMFILE || errno == ENFILE { pause(seconds: 0.01) }
            return errno == EINTR || errno == ECONNABORTED
        }
        connections.add(1, ordering: .acquiringAndReleasing)
        let started = Server.thread {
            Connection(client, of: self).serve()
            close(client)
            self.connections.subtract(1, ordering: .acquiringAndReleasing)
        }
        if !started {
            close(client)
            connections.subtract(1, ordering: .acquiringAndReleasing)
        }
        return true
    }

    private final class Work {
        let run: () -> Void
        init(_ run: @escaping () -> Void) { self.run = run }
    }

    @discardableResult
    private static func thread(_ run: @escaping @Sendable () -> Void) -> Bool {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, stackSize)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        defer { pthread_attr_destroy(&attributes) }
        let work = Unmanaged.passRetained(Work(run))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, &attributes,
            { context in
                guard let context else { return nil }
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, work.toOpaque())
        if code != 0 { work.release() }
        return code == 0
    }
}
