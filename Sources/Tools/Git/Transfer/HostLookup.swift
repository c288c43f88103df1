import Dispatch
internal import Glibc
import Synchronization

/// Looks up a host on a thread that may be left behind: the system's resolver cannot be interrupted, but it
/// ends by its own bounds, and nothing waits for it any more.
final class HostLookup: Sendable {
    struct Address: Sendable {
        let family: Int32
        let bytes: [UInt8]
    }

    private enum Outcome: Sendable {
        case pending
        case found([Address])
        case failed(String)
    }

    private let outcome = Mutex<Outcome>(.pending)
    private let done = DispatchSemaphore(value: 0)

    static func addresses(host: String, port: String, for job: Job) throws(GitError) -> [Address] {
        let lookup = HostLookup()
        DispatchQueue.global().async { lookup.look(host, port) }
        while lookup.done.wait(timeout: .now() + .milliseconds(20)) == .timedOut { try job.check() }
        switch lookup.outcome.withLock({ $0 }) {
        case .found(let addresses): return addresses
        case .failed(let why): throw .unreachable(place: job.place, why: "cannot resolve \(host): \(why)")
        case .pending: throw .unreachable(place: job.place, why: "cannot resolve \(host)")
        }
    }

    private func look(_ host: String, _ port: String) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, port, &hints, &list)
        var addresses: [Address] = []
        var next = list
        while let entry = next?.pointee {
            if let address = entry.ai_addr {
                let bytes = UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen))
                addresses.append(Address(family: entry.ai_family, bytes: Array(bytes)))
            }
            next = entry.ai_next
        }
        if let list { freeaddrinfo(list) }
        let found = addresses
        outcome.withLock { $0 = code == 0 ? .found(found) : .failed(String(cString: gai_strerror(code))) }
        done.signal()
    }
}
