extension Rule {
    static let noForce = Rule(
        "no-force",
        forbids: "a force unwrap, as!, try!, an implicitly unwrapped optional, fatalError",
        instead: "guard, throw or a default; for a mistake in Belay itself: Mistake.trap or Mistake.unless",
        planted: [
            .found(at: [1], "let a = b!\n"), .found(at: [1], "let a = b()! + c[0]!.d\n"),
            .found(at: [2], "\nlet a = b as! Int\n"), .found(at: [1], "let a = try! b()\n"),
            .found(at: [1], "var a: Int!\n"), .found(at: [1], "func f() -> Never { fatalError(\"no\") }\n"),
            .found(at: [1], "let a = \"\\(b!)\"\n"), .found(at: [1], "let a = #\"\\#(b!)\"#\n"),
            .found(at: [1], "let a = values.first!.name\n"),
            .nearMiss("let a = !b && c != d && (!e) == [!f][0]\nlet g = b ? !c : d\n"),
            .nearMiss(
                "// b! fatalError\nlet a = \"b!\" + #\"\\(b!)\"#\nlet c = \"\"\"\n    try! b\n    \"\"\"\n"
            ),
            .nearMiss("let a = /b!/\nlet c = b!=d\n/* x! /* y! */ z! */\n"),
        ],
        swift: { file in
            let traps = file.uses(of: "fatalError").map { file.finding(file.tokens[$0].line, "fatalError") }
            return forced(in: file) + traps
        })

    private static func forced(in file: SwiftFile) -> [Finding] {
        var lines: Set<Int> = []
        for index in file.uses(of: "!") where file.tokens[index].kind == .mark && file.isGlued(index) {
            let before = file.tokens[index - 1]
            let isPostfix = before.kind != .mark || [")", "]", "}", ">", "?"].contains(before.text)
            let isUnequal = file.token(index + 1)?.isMark("=") == true && file.isGlued(index + 1)
            if isPostfix, !isUnequal { lines.insert(file.tokens[index].line) }
        }
        return lines.sorted().map { file.finding($0, "`!` behind a value or a type") }
    }
}
