import Glibc

/// How the server behaves: read once from the environment.
///
/// Times are seconds and may have a fraction.
struct Settings: Sendable {
    /// `PORT`, 8080.
    let port: UInt16
    /// `VERSION`: what `/` and the header X-Version answer.
    let version: String
    /// `READY_AFTER`: until then `/health` answers 503.
    let readyAfter: Double
    /// `UNHEALTHY_AFTER`: from then on `/health` answers 503; `UNHEALTHY=1` means from the beginning.
    let unhealthyAfter: Double?
    /// `CRASH_AT_START`: the exit code.
    let crashAtStart: Int32?
    /// `CRASH_AFTER`: when it ends by itself, with `CRASH_CODE`, 1.
    let crashAfter: Double?
    let crashCode: Int32
    /// `LATENCY`: how long every answer but that of `/health` waits.
    let latency: Double
    /// `ERROR_EVERY`: each so many'th answer is a 500, counted exactly, `/health` left out.
    let errorEvery: Int?
    /// `ERRORS_ABOVE`: more requests than that in flight are answered by 503.
    let errorsAbove: Int?
    /// `IGNORE_SIGTERM=1`.
    let ignoresTermination: Bool
    /// `DRAIN_FOR`, 8: the bound of a drain, below the 10 s after which an engine kills.
    let drainFor: Double
    /// `DRAIN_IDLE`, 1: how long an idle connection may still bring one last request.
    let drainIdle: Double

    private let start = now()

    init() {
        port = Settings.variable("PORT").flatMap(UInt16.init) ?? 8080
        version = Settings.variable("VERSION") ?? "0"
        readyAfter = Settings.number("READY_AFTER") ?? 0
        unhealthyAfter = Settings.flag("UNHEALTHY") ? 0 : Settings.number("UNHEALTHY_AFTER")
        crashAtStart = Settings.number("CRASH_AT_START").flatMap { Int32(exactly: $0) }
        crashAfter = Settings.number("CRASH_AFTER")
        crashCode = Settings.number("CRASH_CODE").flatMap { Int32(exactly: $0) } ?? 1
        latency = Settings.number("LATENCY") ?? 0
        errorEvery = Settings.variable("ERROR_EVERY").flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
        errorsAbove = Settings.variable("ERRORS_ABOVE").flatMap(Int.init)
        ignoresTermination = Settings.flag("IGNORE_SIGTERM")
        drainFor = Settings.number("DRAIN_FOR") ?? 8
        drainIdle = Settings.number("DRAIN_IDLE") ?? 1
    }

    /// Seconds since the start.
    var age: Double { now() - start }

    /// What `/health` says.
    var isHealthy: Bool { age >= readyAfter && unhealthyAfter.map { age < $0 } ?? true }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func number(_ name: String) -> Double? {
        variable(name).flatMap(Double.init).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    }

    private static func flag(_ name: String) -> Bool { !["", "0", "no"].contains(variable(name) ?? "") }
}
