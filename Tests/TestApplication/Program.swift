import Glibc

/// A tiny HTTP server that tests deploy: it answers with its version, drains, and misbehaves on request.
///
/// `testapp` serves, `testapp health` asks the server of the same container, and
/// `testapp migrate [SECONDS [CODE]]` works for a while and ends. `Settings` lists the environment variables,
/// `Routes` the paths.
@main
enum Program {
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        let settings = Settings()
        let arguments = CommandLine.arguments.dropFirst()
        switch arguments.first {
        case nil, "serve": serve(settings)
        case "health": exit(HealthQuestion(port: settings.port).isAnsweredWell ? 0 : 1)
        case "migrate": migrate(arguments.dropFirst().compactMap { Double($0) })
        default: say("usage: testapp [serve | health | migrate [SECONDS [CODE]]]")
        }
        exit(64)
    }

    private static func serve(_ settings: Settings) -> Never {
        if let code = settings.crashAtStart {
            say("crashes at start, as told")
            exit(code)
        }
        // Blocked before the first thread is made, so that only the wait below ever sees it.
        let ending = SignalWait(SIGTERM, SIGINT)
        guard let server = Server(settings: settings) else {
            say("cannot listen on port \(settings.port): \(String(cString: strerror(errno)))")
            exit(1)
        }
        say("version \(settings.version) listens on port \(settings.port)")
        while true {
            let wait = settings.crashAfter.map { max(0, $0 - settings.age) }
            guard ending.arrives(within: wait) else {
                say("crashes after a while, as told")
                exit(settings.crashCode)
            }
            if !settings.ignoresTermination { break }
            say("ignores the signal, as told")
        }
        let left = server.drain()
        say(left == 0 ? "drained" : "gives up on \(left) connections")
        exit(0)
    }

    private static func migrate(_ numbers: [Double]) -> Never {
        let (seconds, code) = (numbers.first ?? 0, Int32(numbers.dropFirst().first ?? 0))
        say("migrating for \(seconds) s")
        pause(seconds: seconds)
        say(code == 0 ? "migrated" : "failed, as told")
        exit(code)
    }
}
