internal import Basis
internal import Ports
internal import Updates

/// One try of a gate: asks its question once, and says what it saw.
struct Asker {
    let means: Means
    let fill: Fill
    let gate: Gate
    /// When the gate's own time is over.
    let latest: Deadline
    /// When this try must have its answer.
    let deadline: Deadline

    init(means: Means, fill: Fill, gate: Gate, latest: Deadline) {
        (self.means, self.fill, self.gate, self.latest) = (means, fill, gate, latest)
        deadline = min(latest, .after(gate.patience.timeout ?? GateProgress.timeoutByDefault))
    }

    var situation: Situation { fill.situation }
    var manifest: Manifest { situation.plan.manifest }

    /// The answer. What is thrown cannot be asked, or was not answered.
    func answer() async throws -> Answer {
        switch gate.question {
        case .wait: return .passed("nothing was asked")
        case .http(let question): return try await http(question)
        case .tcp(let address): return try await tcp(address)
        case .exec(let service, let command, let output): return try await exec(service, command, output)
        case .sql(let database, let query, let expect): return try await sql(database, query, expect)
        case .container(let service): return try await containers(of: service)
        case .rollout(let service):
            throw GateFailure.noWay(what: "rollouts are Kubernetes' own, and this is not it", service.span)
        case .metrics(let question): return try measured(try await values(of: question))
        case .logs(let question): return try await logs(question)
        case .disk(let path): return try measured(try disk(try await fill.words(path)))
        case .certificate(let address): return try measured([try await certificate(of: address)])
        case .stats(let service, let measure): return try measured(try await usage(of: service, measure))
        case .all(let gates): return try await all(gates)
        case .checks(let names): return try await checks(names)
        }
    }

    /// The same try, asking another gate's question.
    func asking(_ gate: Gate) -> Asker { Asker(means: means, fill: fill, gate: gate, latest: latest) }

    /// All are asked at once; each has a try's time of its own.
    private func all(_ gates: [Gate]) async throws -> Answer {
        try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
            for (index, gate) in gates.enumerated() {
                let asker = asking(gate)
                group.addTask { (index, try await asker.answer()) }
            }
            let answers = try await group.reduce(into: [(Int, Answer)]()) { $0.append($1) }
            return .all(answers.sorted { $0.0 < $1.0 }.map(\.1))
        }
    }

    /// The environment's front door.
    func frontDoor(for span: Span) throws -> WebPlace {
        guard let url = situation.plan.environment.url else {
            throw GateFailure.noFrontDoor(environment: situation.plan.environmentName, span)
        }
        guard let door = WebPlace(url.value) else { throw GateFailure.noURL(url.value, url.span) }
        return door
    }

    /// Where a service's replicas are asked, each at its own address.
    func replicas(of service: Located<String>, port: Int?) async throws -> [WebPlace] {
        try await means.platform.addresses(of: service.value, port: port).compactMap { endpoint in
            UInt16(exactly: endpoint.port).map { WebPlace(host: endpoint.host, port: $0) }
        }
    }
}
