internal import Basis
internal import Ports
internal import Updates

extension Asker {
    /// How much of a log is read for one look.
    private static let logLimit = ByteCount.mebibytes(1)
    /// How far back a log is read where neither the gate nor the run says.
    private static let since = Duration.seconds(60)

    /// A command in a running container.
    func exec(_ service: Located<String>, _ command: [Template], _ output: TextExpectation?) async throws
        -> Answer
    {
        let line = try await ReadyLine(.program(command), fill)
        let result = try await means.platform.execute(
            line.words, in: service.value, variables: [:], input: nil, deadline: deadline)
        let name = "`\(line.shown)` in \(service.value)"
        guard result.exitCode == 0 else {
            return .failed("\(name) ended with \(result.exitCode): \(result.lastWords(fill).excerpt)")
        }
        if let flaw = output?.flaw(in: result.output) {
            return .failed("the output of \(name) \(flaw): \(result.lastWords(fill).excerpt)")
        }
        return .passed("\(name) succeeded")
    }

    /// Whether the containers of a service run, and those that can say so are healthy. Parked ones of before
    /// are none of it; one that this run made and that has ended is.
    func containers(of service: Located<String>) async throws -> Answer {
        guard let port = means.replicas else {
            throw GateFailure.noWay(what: "this target shows no single containers", service.span)
        }
        let all = try await port.list([service.value]).filter { $0.service == service.value }
        let running = all.filter(\.isRunning)
        if let ended = all.first(where: { $0.run == situation.run && !$0.isRunning && $0.state != .created })
        {
            return .failed("\(ended.name) does not run")
        }
        guard !running.isEmpty else { return .failed("no container of \(service.value) runs") }
        if let ill = running.first(where: { $0.health == .unhealthy || $0.health == .starting }) {
            return .failed("\(ill.name) is \(ill.health.rawValue)")
        }
        let healthy = running.contains { $0.health == .healthy } ? "run and are healthy" : "run"
        return .passed("\(running.count) of \(service.value) \(healthy)")
    }

    /// What a log says since the step's turn came, or since as long ago as the gate says.
    func logs(_ question: LogsQuestion) async throws -> Answer {
        let since = question.since?.value ?? situation.age ?? Asker.since
        let service = question.service.value
        let log = try await means.platform.logs(of: service, since: since, limit: Asker.logLimit)
        if let missing = question.text.contains.first(where: { !log.contains($0.value) }) {
            return .failed("the log of \(service) does not hold `\(missing.value)`")
        }
        let bad = log.split(whereSeparator: \.isNewline).filter { line in
            question.text.lacks.contains { line.contains($0.value) }
        }
        if let last = bad.last {
            return .failed(
                "\(bad.count) lines in the log of \(service), last: \(fill.scrub(String(last)).excerpt)")
        }
        return .passed("the log of \(service) is as it must be")
    }

    /// What the containers of a service use.
    func usage(of service: Located<String>, _ measure: Located<Question.Measure>) async throws -> [Measured] {
        try await means.platform.usage(of: service.value).map { usage in
            let name = "\(measure.value.rawValue) of \(service.value) (\(usage.replica.prefix(12)))"
            return switch measure.value {
            case .cpu: Measured(name: name, amount: .share(usage.processors))
            case .memory: Measured(name: name, amount: .bytes(usage.memory, of: nil))
            case .restarts: Measured(name: name, amount: .text("\(usage.restarts)"))
            }
        }
    }
}
