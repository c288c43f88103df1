internal import Basis
internal import Glibc
internal import HTTP
package import Ports
package import Updates

/// Asks containers over the network, from here: `http` and `tcp`, as `health:` of the manifest has them.
package struct DirectAsker: ReplicaAsker {
    /// More of an answer than that is no sign of health.
    private static let answerLimit = ByteCount.kibibytes(64)

    private let thread = TransferThread()

    /// An asker with a thread of its own.
    package init() {}

    /// Asks once. What it cannot ask is told as unwell, never passed over.
    package func ask(_ gate: Gate, of endpoint: Endpoint, for timeout: Duration) async -> String? {
        switch gate.question {
        case .http(let question): await ask(question, of: endpoint, by: .after(timeout))
        case .tcp: await connect(to: endpoint, by: .after(timeout))
        case .all(let gates): await ask(gates, of: endpoint, for: timeout)
        default: "its `health` is neither `http` nor `tcp`"
        }
    }

    private func ask(_ gates: [Gate], of endpoint: Endpoint, for timeout: Duration) async -> String? {
        for gate in gates {
            if let why = await ask(gate, of: endpoint, for: timeout) { return why }
        }
        return nil
    }

    private func ask(_ question: HTTPQuestion, of endpoint: Endpoint, by deadline: Deadline) async -> String?
    {
        guard let port = UInt16(exactly: endpoint.port), let target = question.target.literal else {
            return "its `health` has names in it, or no port"
        }
        let client = HTTPClient(HTTPSettings(.http(host: endpoint.host, port: port)), on: thread)
        var request = HTTPRequest(HTTPMethod(question.method.rawValue.uppercased()), target)
        for field in question.headers {
            if let value = field.value.literal { request.headers.add(field.name.value, value) }
        }
        do {
            let response = try await client.send(request, deadline: deadline)
            let wanted = question.status.map(\.value)
            let isExpected =
                wanted.isEmpty
                ? (200..<400).contains(response.status) : wanted.contains { $0.contains(response.status) }
            guard isExpected else { return "it answered \(response.status)" }
            let body = try await response.collect(atMost: DirectAsker.answerLimit)
            let flaw = question.text?.flaw(in: String(decoding: body, as: UTF8.self))
            return flaw.map { "its answer \($0)" }
        } catch {
            return error.diagnostic.why ?? error.diagnostic.what
        }
    }

    private func connect(to endpoint: Endpoint, by deadline: Deadline) async -> String? {
        guard let attempt = ConnectAttempt(endpoint) else { return "it has no address that can be reached" }
        while true {
            switch attempt.standing {
            case .connected: return nil
            case .refused(let why): return why
            case .underWay:
                if deadline.hasPassed { return "nothing accepted the connection in time" }
                do { try await Task.sleep(for: .milliseconds(5)) } catch { return "it was no longer asked" }
            }
        }
    }
}

/// A connection that is being made, without waiting for it.
private final class ConnectAttempt: Sendable {
    enum Standing {
        case connected, underWay
        case refused(String)
    }

    private let descriptor: Int32

    init?(_ endpoint: Endpoint) {
        guard let port = UInt16(exactly: endpoint.port) else { return nil }
        var four = sockaddr_in()
        var six = sockaddr_in6()
        let isFour = inet_pton(AF_INET, endpoint.host, &four.sin_addr) == 1
        guard isFour || inet_pton(AF_INET6, endpoint.host, &six.sin6_addr) == 1 else { return nil }
        (four.sin_family, four.sin_port) = (sa_family_t(AF_INET), port.bigEndian)
        (six.sin6_family, six.sin6_port) = (sa_family_t(AF_INET6), port.bigEndian)
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        descriptor = socket(isFour ? AF_INET : AF_INET6, kind, 0)
        guard descriptor >= 0 else { return nil }
        // What it comes to is asked of the socket itself, in `standing`.
        if isFour {
            withUnsafeBytes(of: &four) { connect($0) }
        } else {
            withUnsafeBytes(of: &six) { connect($0) }
        }
    }

    deinit { close(descriptor) }

    private func connect(_ address: UnsafeRawBufferPointer) {
        guard let base = address.baseAddress else { return }
        _ = Glibc.connect(
            descriptor, base.assumingMemoryBound(to: sockaddr.self), socklen_t(address.count))
    }

    var standing: Standing {
        var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard Glibc.poll(&poll, 1, 0) > 0 else { return .underWay }
        var error: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size)
        return error == 0 && poll.revents & Int16(POLLERR | POLLHUP) == 0
            ? .connected : .refused(String(cString: strerror(error)))
    }
}
