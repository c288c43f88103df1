internal import Dispatch
internal import Glibc
internal import Load

/// `load --url URL [--rate N] [--for SECONDS] …`: a load from the command line.
@main
enum LoadCommand {
    private static let usage = """
        usage: load --url http://HOST:PORT/PATH | unix:SOCKET[:/PATH]
                    [--rate PER_SECOND] [--for SECONDS] [--connections kept|fresh] [--at-most CONNECTIONS]
                    [--deadline SECONDS] [--slow-after SECONDS] [--json]
        SIGTERM ends it early, with the report. Exit code 0 if every request was answered, 1 if not.

        """

    static func main() async {
        var arguments = CommandLine.arguments.dropFirst()
        var options: [String: String] = [:]
        while let name = arguments.popFirst() {
            if name == "--json" {
                options[name] = ""
            } else if let value = arguments.popFirst() {
                options[name] = value
            } else {
                end(usage, 64)
            }
        }
        guard let plan = plan(options) else { end(usage, 64) }
        do {
            let run = try LoadRun(plan)
            let ending = stopping(run)
            let report = await run.report()
            ending.cancel()
            end((options["--json"] == nil ? report.text : report.json) + "\n", report.failed == 0 ? 0 : 1)
        } catch {
            end("load: \(error)\n", 1)
        }
    }

    private static func stopping(_ run: LoadRun) -> any DispatchSourceSignal {
        signal(SIGTERM, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGTERM, queue: .global())
        source.setEventHandler { @Sendable in run.stop() }
        source.resume()
        return source
    }

    private static func plan(_ options: [String: String]) -> LoadPlan? {
        guard let target = options["--url"].flatMap(LoadTarget.init(url:)),
            let rate = number(options["--rate"], or: 100), let seconds = seconds(options["--for"], or: 10),
            let connections = LoadPlan.Connections(rawValue: options["--connections"] ?? "kept"),
            let deadline = self.seconds(options["--deadline"], or: 10),
            let slowAfter = self.seconds(options["--slow-after"], or: 0.5)
        else { return nil }
        let atMost = number(options["--at-most"], or: 256) ?? 256
        return LoadPlan(
            target: target, rate: rate, duration: seconds, connections: connections,
            connectionsAtMost: Int(min(atMost, 100_000)), deadline: deadline, slowAfter: slowAfter)
    }

    private static func number(_ text: String?, or standard: Double) -> Double? {
        guard let text else { return standard }
        return Double(text).flatMap { $0.isFinite && $0 > 0 && $0 < 1e6 ? $0 : nil }
    }

    /// `10`, `10s`, `0.5`.
    private static func seconds(_ text: String?, or standard: Double) -> Duration? {
        number(text.map { $0.hasSuffix("s") ? String($0.dropLast()) : $0 }, or: standard).map { .seconds($0) }
    }

    private static func end(_ text: String, _ code: Int32) -> Never {
        let bytes = Array(text.utf8)
        _ = write(code == 64 ? 2 : 1, bytes, bytes.count)
        exit(code)
    }
}
