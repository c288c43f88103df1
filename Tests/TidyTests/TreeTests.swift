import Testing

@Test func theTreeKeepsItsRules() async throws {
    let files = try Checkout.read()
    try #require(files.contains { $0.path == "Package.swift" }, "\(Checkout.root) is not the checkout")
    let judgement = await Judgement(.reading(files), rules: Rule.all, exceptions: Exceptions.all)
    if !judgement.findings.isEmpty { Issue.record("\(judgement.report)") }
    #expect(judgement.staleExceptions.isEmpty, "take these out of Exceptions.swift, or count again")
}

@Test func exceptionsOnlyGetFewer() {
    #expect(Exceptions.all.map(\.count).reduce(0, +) == Exceptions.recordedCount)
    #expect(Exceptions.all.allSatisfy { $0.count > 0 && $0.reason.count > 20 })
    #expect(Set(Exceptions.all.map { "\($0.rule) \($0.path)" }).count == Exceptions.all.count)
}

@Test func anExceptionExcusesWhatItCountsAndNoMore() async {
    let planted = Planted.found(at: [1, 2], "let a = b!\nlet c = d!\n")
    let path = "Sources/Engine/Loop.swift"
    func judge(_ count: Int, _ rule: String = "no-force") async -> Judgement {
        let exception = Exceptions(rule: rule, path: path, count: count, reason: "Planted.")
        return await Judgement(planted.tree, rules: [.noForce], exceptions: [exception])
    }
    let (exact, fewer, more, unknown) = await (judge(2), judge(1), judge(3), judge(2, "no-rule"))
    #expect(exact.findings.isEmpty && exact.staleExceptions.isEmpty)
    #expect(fewer.findings.count == 2 && fewer.staleExceptions.count == 1)
    #expect(more.staleExceptions.count == 1)
    #expect(unknown.findings.count == 2 && unknown.staleExceptions.count == 1)
}
