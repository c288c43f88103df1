extension Rule {
    static let noClock = Rule(
        "no-clock",
        forbids: "a clock or randomness in Sources/Updates",
        instead: "take the moment or the number as data of an event: the machine must replay",
        planted: [
            .found(at: [1], in: "Sources/Updates/Run/Run.swift", "let a = ContinuousClock().now\n"),
            .found(at: [1], in: "Sources/Updates/Run/Run.swift", "let a: Instant = .now\n"),
            .found(at: [1], in: "Sources/Updates/Run/Run.swift", "let a = Date()\n"),
            .found(at: [1], in: "Sources/Updates/Run/Run.swift", "let a = Int.random(in: 0..<9)\n"),
            .found(at: [1], in: "Sources/Updates/Run/Run.swift", "let a = steps.shuffled()\n"),
            .nearMiss(
                in: "Sources/Updates/Run/Run.swift",
                "// .now\nlet now = event.moment\nlet text = \".random\"\n"),
            .nearMiss(in: "Sources/Updates/Run/Run.swift", "let a = gate.now\n"),
            .nearMiss(in: "Sources/Steps/Probe/Probe.swift", "let a = ContinuousClock().now\n"),
        ],
        swift: { file in
            guard file.path.hasPrefix("Sources/Updates/") else { return [] }
            let types = [
                "ContinuousClock", "SuspendingClock", "Date", "SystemRandomNumberGenerator", "UUID",
                "clock_gettime", "gettimeofday", "arc4random", "getrandom",
            ]
            let members = ["random", "randomElement", "shuffled", "shuffle"]
            let named = types.flatMap(file.uses).map { file.tokens[$0] }
            let called = members.flatMap(file.uses).filter { file.token($0 - 1)?.isMark(".") == true }
                .map { file.tokens[$0] }
            let moments = file.uses(of: "now").filter { isImplicitMember($0, in: file) }.map {
                file.tokens[$0]
            }
            let found = Set((named + called + moments).map(\.line))
            return found.sorted().map { file.finding($0, "reads a clock or a random source") }
        })

    /// `.now` of a type that is not named; `x.now` is somebody's property.
    private static func isImplicitMember(_ index: Int, in file: SwiftFile) -> Bool {
        guard let dot = file.token(index - 1), dot.isMark(".") else { return false }
        guard file.isGlued(index - 1), let before = file.token(index - 2) else { return true }
        return before.kind == .mark && ![")", "]", "}", "?"].contains(before.text)
    }
}
