internal import Basis
internal import Console
internal import Updates

/// `belay plan`.
enum PlanCommand {
    private static let playbook = Parameter<String?>.operand("PLAYBOOK", "What to plan (default: update)")
    static let inputs = Parameter<[String]>.options(
        "input", "NAME=VALUE", "What a playbook asks for, as often as there are inputs")
    static let version = Parameter<String?>.option(
        "version", "TAG", "The release, as the input `version` of the playbook")
    private static let out = Parameter<String?>.option(
        "out", "FILE", "Save the plan; `belay update --plan FILE` refuses it once the world has moved",
        takes: .file)

    static let command = Command(
        name: "plan",
        about: "Show what would happen, in order, each step beside its reverse",
        details: """
            Nothing is touched: the source is fetched into Belay's own copy, the target and the records are \
            read. The plan names the point of no return, and what a failure at each step would lead to.
            """,
        parameters: [playbook.row, inputs.row, version.row, out.row],
        examples: [
            .init(line: "belay plan", about: "What `belay update` would do"),
            .init(line: "belay plan restart -e staging", about: "What another playbook would do there"),
            .init(line: "belay plan --version v1.0.1 --out update.plan", about: "Plan now, run it tonight"),
        ]
    ) { invocation in
        let desk = try await Desk(invocation)
        let plan = try await desk.plan(
            invocation.arguments[playbook] ?? "update", inputs: try given(by: invocation))
        for warning in plan.warnings { invocation.printer.notice(warning) }
        let file = try PlanFile(plan)
        if let path = invocation.arguments[out] { try TextFile.write(try file.text(), to: path, over: true) }
        invocation.printer.show(PlanReport(plan: plan, hash: file.hash))
        return .done
    }

    /// The inputs of the command line.
    static func given(by invocation: Invocation) throws(Failure) -> [String: String] {
        var given: [String: String] = [:]
        for pair in invocation.arguments[inputs] {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else {
                let what = "`\(pair)` is not NAME=VALUE"
                throw .wrongInput([Diagnostic(CommandCode.wrongPair, what, at: .commandLine)])
            }
            given[String(parts[0])] = String(parts[1])
        }
        if let version = invocation.arguments[version] { given["version"] = version }
        return given
    }
}
