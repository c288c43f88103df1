internal import Basis
internal import Ports
internal import Subprocesses
internal import Updates

/// Runs one line of a command where it belongs, until it ends or its time does.
struct CommandRunner {
    /// What a container of its own is made after.
    enum Model {
        /// The release of the run where it has one, else what runs.
        case release
        /// What runs.
        case running
        /// This, whatever runs.
        case given(Blueprint)
        /// This release.
        case of(ReleaseTree)
    }

    /// How long ending what ran out of time may take: SIGTERM's grace and what the engine needs beside it.
    static let grace = Duration.seconds(15)
    /// How much of an output is kept: what `expect:` looks at, and more than anybody reads.
    private static let output = Capture(atMost: .mebibytes(1), beyond: .keepsLast)

    let means: Means
    let fill: Fill

    private var situation: Situation { fill.situation }

    /// Runs a line at its site and tells how it ended.
    func run(
        _ line: ReadyLine, at site: CommandAction.Site, as key: TaskKey, hasOutcome: Bool = false,
        deadline: Deadline
    ) async throws -> CommandResult {
        try await situation.leash.permit("run `\(fill.scrub(line.shown))`", lasting: deadline.remaining)
        let told = situation.variables(for: fill.step, key, hasOutcome: hasOutcome)
        switch site {
        case .local: return try await local(line, told, deadline)
        case .exec(let service):
            let variables = told.mapValues { Secret($0) }.merging(line.secrets) { $1 }
            return try await means.platform.execute(
                line.words, in: service.value, variables: variables, input: nil, deadline: deadline)
        case .oneOff(let service):
            let variables = told.mapValues { Secret($0) }.merging(line.secrets) { $1 }
            return try await oneOff(line.words, after: .release, in: service, as: key, variables, deadline)
        }
    }

    /// Runs words in a container of its own; one of the key's name is taken as it is.
    func oneOff(
        _ words: [String], after model: Model, in service: Located<String>, as key: TaskKey,
        _ variables: [String: Secret], _ deadline: Deadline
    ) async throws -> CommandResult {
        let work = OneOff(
            name: key.container, blueprint: try await blueprint(of: service, after: model), command: words,
            variables: variables)
        do {
            try await means.oneOffs.start(work, in: situation)
            return try await means.oneOffs.wait(for: work.name, deadline: deadline)
        } catch let error where error is DeadlinePassed || error is CancellationError {
            // Whatever becomes of our task: nothing may go on in a container that nobody waits for.
            let (oneOffs, name) = (means.oneOffs, work.name)
            try await Task { try await oneOffs.end(name, deadline: .after(CommandRunner.grace)) }.value
            throw error
        }
    }

    /// What a container of a service is made after.
    func blueprint(of service: Located<String>, after model: Model) async throws -> Blueprint {
        var tree: ReleaseTree?
        switch model {
        case .given(let blueprint): return blueprint
        case .release: tree = try situation.releaseTree()
        case .of(let given): tree = given
        case .running: break
        }
        let known =
            if let tree {
                try await means.platform.blueprints(of: [service.value], in: tree)
            } else { try await means.platform.standing(of: [service.value]) }
        guard let blueprint = known.first(where: { $0.service == service.value }) else {
            throw CommandFailure.noContainer(service: service)
        }
        return blueprint
    }

    private func local(_ line: ReadyLine, _ told: [String: String], _ deadline: Deadline) async throws
        -> CommandResult
    {
        var environment = means.variables.merging(told) { $1 }.mapValues { EnvironmentValue.plain($0) }
        environment.merge(line.secrets.mapValues { .secret($0) }) { $1 }
        let invocation = line.invocation(in: situation.plan.project, environment, folders: means.folders)
        return try await means.run(invocation, fill, capture: CommandRunner.output, deadline: deadline)
    }
}

extension Means {
    /// Where programs of this machine are looked for.
    var folders: [String] {
        variables["PATH"]?.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
            ?? Program.systemFolders
    }

    /// Runs a program of this machine to its end; what it said before its time was over is told.
    func run(_ invocation: Invocation, _ fill: Fill, capture: Capture, deadline: Deadline) async throws
        -> CommandResult
    {
        do {
            let outcome = try await launcher.run(invocation, by: deadline, output: capture, errors: capture)
            return CommandResult(
                exitCode: outcome.exit.number, output: outcome.output.text, errors: outcome.errors.text)
        } catch {
            switch error {
            case .cancelled: throw CancellationError()
            case .timedOut(_, _, let said):
                if !said.isEmpty { fill.situation.leash.tell(.said(fill.scrub(said))) }
                throw DeadlinePassed()
            default: throw error
            }
        }
    }
}

extension Exit {
    /// As shells count: a signal is 128 and its number.
    fileprivate var number: Int {
        switch self {
        case .exited(let code): Int(code)
        case .signalled(let signal): 128 + Int(signal)
        }
    }
}
