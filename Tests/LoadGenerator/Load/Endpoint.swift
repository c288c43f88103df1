internal import Glibc

/// The address of a target as the system wants it, looked up once: a load never waits for a name server.
struct Endpoint {
    /// How an attempt to connect stands.
    enum Attempt {
        case connected(Int32)
        case underWay(Int32)
        case failed(LoadOutcome)
    }

    private let family: Int32
    private let address: [UInt8]

    init(_ endpoint: LoadTarget.Endpoint) throws(LoadFailure) {
        switch endpoint {
        case .tcp(let host, let port): (family, address) = try Endpoint.lookUp(host, port)
        case .unix(let path):
            var unix = sockaddr_un()
            unix.sun_family = sa_family_t(AF_UNIX)
            let room = MemoryLayout.size(ofValue: unix.sun_path)
            guard path.utf8.count < room else {
                throw LoadFailure("the path of the socket is too long: \(path)")
            }
            withUnsafeMutableBytes(of: &unix.sun_path) { $0.copyBytes(from: path.utf8) }
            family = AF_UNIX
            address = withUnsafeBytes(of: unix) { Array($0) }
        }
    }

    private static func lookUp(_ host: String, _ port: UInt16) throws(LoadFailure) -> (Int32, [UInt8]) {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, "\(port)", &hints, &found)
        defer { if let found { freeaddrinfo(found) } }
        guard code == 0, let first = found?.pointee, let address = first.ai_addr else {
            throw LoadFailure("\(host): \(String(cString: gai_strerror(code)))")
        }
        let bytes = UnsafeRawBufferPointer(start: address, count: Int(first.ai_addrlen))
        return (first.ai_family, Array(bytes))
    }

    /// Begins a connection that never blocks.
    func connect() -> Attempt {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let socket = Glibc.socket(family, kind, 0)
        guard socket >= 0 else { return .failed(.unreachable) }
        if family != AF_UNIX {
            var yes: Int32 = 1
            setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        }
        let code = address.withUnsafeBytes { bytes in
            bytes.withMemoryRebound(to: sockaddr.self) {
                Glibc.connect(socket, $0.baseAddress, socklen_t(bytes.count)) == 0 ? 0 : errno
            }
        }
        if code == 0 { return .connected(socket) }
        if code == EINPROGRESS { return .underWay(socket) }
        close(socket)
        return .failed(Endpoint.outcome(ofError: code))
    }

    /// How the attempt ended; nil if the connection stands.
    static func outcome(of socket: Int32) -> LoadOutcome? {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(socket, SOL_SOCKET, SO_ERROR, &code, &size)
        return code == 0 ? nil : outcome(ofError: code)
    }

    private static func outcome(ofError code: Int32) -> LoadOutcome {
        switch code {
        case ECONNREFUSED: .refused
        case ECONNRESET: .resetAtConnect
        case ETIMEDOUT: .connectTimedOut
        default: .unreachable
        }
    }
}
