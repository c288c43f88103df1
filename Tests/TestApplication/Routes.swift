import Glibc

/// What is answered to what.
///
/// `/`, `/version`, `/health`, `/slow?ms=`, `/echo`, `/bytes?count=`, `/stream?every=MS&count=`,
/// `/env` (names only), `/exit?code=`, `/ws` (a WebSocket that echoes).
struct Routes {
    let connection: Connection
    let request: Request
    let inFlight: Int

    private var settings: Settings { connection.server.settings }

    func answer() {
        if request.path == "/health" {
            let (isHealthy, age) = (settings.isHealthy, Int(settings.age * 1000))
            return send(
                Response(
                    "\(isHealthy ? "healthy" : "unhealthy") after \(age) ms", status: isHealthy ? 200 : 503))
        }
        pause(seconds: settings.latency)
        let number = connection.server.countAnswer()
        if let every = settings.errorEvery, number.isMultiple(of: every) {
            return send(Response("an error, as told", status: 500))
        }
        if let limit = settings.errorsAbove, inFlight > limit {
            return send(Response("too much at once", status: 503))
        }
        switch request.path {
        case "/", "/version": send(Response(settings.version))
        case "/slow":
            pause(seconds: Double(request.number("ms") ?? 1000) / 1000)
            send(Response(settings.version))
        case "/echo": echo()
        case "/bytes":
            var response = Response("")
            response.contentType = "application/octet-stream"
            response.body = Array(
                repeating: UInt8(ascii: "x"), count: min(request.number("count") ?? 0, 64 << 20))
            send(response)
        case "/stream": stream()
        case "/env": send(Response(Routes.variableNames().joined(separator: "\n")))
        case "/exit":
            var response = Response("exits")
            response.closes = true
            send(response)
            exit(Int32(truncatingIfNeeded: request.number("code") ?? 0))
        case "/ws": WebSocketEcho(connection: connection, request: request).serve()
        default: send(Response("nothing at \(request.path)", status: 404))
        }
    }

    private func send(_ response: Response) { connection.send(response, to: request) }

    private func echo() {
        var response = Response("")
        response.body = request.body
        response.contentType = request.headers["content-type"] ?? "application/octet-stream"
        send(response)
    }

    /// One line a chunk, until all are sent or the drain begins: then it ends as it should.
    private func stream() {
        connection.close()
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n"
        guard
            connection.write(Array("\(head)X-Version: \(settings.version)\r\nConnection: close\r\n\r\n".utf8))
        else { return }
        let pause = Double(request.number("every") ?? 100) / 1000
        for number in 0..<(request.number("count") ?? 1_000_000) where !connection.server.isDraining {
            let line = "\(number) \(settings.version)\n"
            guard connection.write(Array("\(String(line.utf8.count, radix: 16))\r\n\(line)\r\n".utf8)) else {
                return
            }
            wait(pause)
        }
        _ = connection.write(Array("0\r\n\r\n".utf8))
    }

    /// Sleeps, or not any longer once the drain begins.
    private func wait(_ seconds: Double) {
        var signal = pollfd(fd: connection.server.drainSignal, events: Int16(POLLIN), revents: 0)
        poll(&signal, 1, Int32(min(seconds, 3600) * 1000))
    }

    private static func variableNames() -> [String] {
        var names: [String] = []
        var next = environ
        while let variable = next.pointee {
            names.append(String(String(cString: variable).prefix { $0 != "=" }))
            next += 1
        }
        return names.sorted()
    }
}
