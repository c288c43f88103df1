internal import Basis
internal import Ports
internal import Updates

extension Asker {
    /// How long a command of a check may take where the gate says nothing: a test suite is no request.
    private static let commandAllowance = Duration.seconds(60)

    /// Smoke checks of the manifest, one after the other; what one link keeps, the next can use.
    func checks(_ names: [Located<String>]) async throws -> Answer {
        var answers: [Answer] = []
        for name in names {
            guard let chain = manifest.checks.first(where: { $0.name.value == name.value })?.value else {
                throw GateFailure.noCheck(name)
            }
            let answer = try await self.chain(name.value, chain)
            answers.append(answer)
            if !answer.holds { break }
        }
        return .all(answers)
    }

    private func chain(_ name: String, _ links: [SmokeCheck]) async throws -> Answer {
        // Names that this check keeps are its own.
        let fill = Fill(fill.step, in: situation, vault: means.vault)
        for (index, link) in links.enumerated() {
            let answer = try await ask(link, number: index + 1, of: name, fill)
            let place = "check `\(name)`, \(index + 1) of \(links.count)"
            guard answer.holds else { return .failed("\(place): \(fill.scrub(answer.seen))") }
        }
        return .passed("check `\(name)` passed, \(links.count) of \(links.count)")
    }

    /// Each link has the time that the gate gives a try.
    private func ask(_ link: SmokeCheck, number: Int, of name: String, _ fill: Fill) async throws -> Answer {
        // A try of its own: its time begins now.
        let asker = Asker(means: means, fill: fill, gate: gate, latest: latest)
        switch link {
        case .http(let question): return try await asker.http(question)
        case .sql(let action):
            let client = try await SQLClient(for: action.database, fill)
            let result = try await client.run(
                try await fill.text(action.run), means, fill, deadline: asker.deadline)
            return try result.answer(
                of: "the query on \(action.database.value)", expecting: action.expect, fill)
        case .command(let action):
            let line = try await ReadyLine(action.run, fill)
            let key = TaskKey(fill.step, in: situation, .check(name, number))
            if case .oneOff = action.site { try await means.oneOffs.remove(key.container) }
            let longest = Deadline.after(gate.patience.timeout ?? Asker.commandAllowance)
            let result = try await CommandRunner(means: means, fill: fill).run(
                line, at: action.site, as: key, deadline: min(longest, latest))
            if case .oneOff = action.site { try await means.oneOffs.remove(key.container) }
            guard result.exitCode == 0 else {
                return .failed(
                    "`\(line.shown)` ended with \(result.exitCode): \(result.lastWords(fill).excerpt)")
            }
            return action.expect?.flaw(in: result.output).map {
                .failed("the output of `\(line.shown)` \($0)")
            }
                ?? .passed("`\(line.shown)` succeeded")
        }
    }
}
