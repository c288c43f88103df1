import Glibc

/// A server of a test: a program that listens on loopback until its scope ends.
enum Server {

    /// Starts programs, the last of which listens on the port, and ends them after the work.
    static func with<Result>(
        _ programs: (Int) throws -> [[String]], in scratch: Scratch, _ work: (Int) async throws -> Result
    ) async throws -> Result {
        let port = try freePort()
        var processes: [pid_t] = []
        defer {
            for process in processes.reversed() {
                kill(process, SIGTERM)
                _ = Program.wait(for: process)
            }
        }
        let log = scratch.fresh("server")
        for program in try programs(port) {
            processes.append(try Program.start(program, in: scratch, output: log, errors: log))
        }
        for _ in 0..<1000 {
            if connects(to: port) { return try await work(port) }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Program.Failed(description: "nothing listens on \(port): \(try Scratch.read(log))")
    }

    /// A socket that listens and never answers, for as long as the work takes.
    static func silent<Result>(_ work: (Int) async throws -> Result) async throws -> Result {
        let listener = try listener()
        defer { close(listener.descriptor) }
        return try await work(listener.port)
    }

    private static func freePort() throws -> Int {
        let listener = try listener()
        close(listener.descriptor)
        return listener.port
    }

    private static func listener() throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = loopback(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let done = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, address, &size) == 0
            }
        }
        guard done else { throw Program.Failed(description: "no port is free") }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    private static func connects(to port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(port)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
