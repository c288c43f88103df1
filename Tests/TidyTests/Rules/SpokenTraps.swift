extension Rule {
    static let spokenTraps = Rule(
        "spoken-traps",
        forbids: "precondition, preconditionFailure, assert and assertionFailure in Sources",
        instead: "Mistake.unless or Mistake.trap: their sentence is said by release builds, too",
        planted: [
            .found(at: [1], "precondition(a > 0, \"a is positive\")\n"),
            .found(at: [2], "\npreconditionFailure(\"never\")\n"),
            .found(at: [1], "assert(a)\n"), .found(at: [1], "assertionFailure(\"b\")\n"),
            .nearMiss("Mistake.unless(a > 0, \"a is positive\")\n// precondition(a)\n"),
            .nearMiss(in: "Tests/FuzzTests/YAML/Fuzz.swift", "precondition(a)\n"),
        ],
        swift: { file in
            guard file.path.hasPrefix("Sources/") else { return [] }
            return ["precondition", "preconditionFailure", "assert", "assertionFailure"].flatMap { name in
                file.uses(of: name).map { file.finding(file.tokens[$0].line, name) }
            }
        })
}
