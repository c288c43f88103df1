import Testing

private func words(_ text: String) -> [String] {
    Lexer(Array(text.utf8)).tokens.filter { $0.kind == .word }.map(\.text)
}

@Test(arguments: [
    ("a // b\nc", ["a", "c"]), ("a /* b /* c */ d */ e", ["a", "e"]), (#"a "b" c"#, ["a", "c"]),
    (#"a "b\(c)d" e"#, ["a", "c", "e"]), (##"a #"b\(c)"# d"##, ["a", "d"]), (##"#"\#(a)"# b"##, ["a", "b"]),
    (#""\(a("\(b)"))" c"#, ["a", "b", "c"]), (#""a\"b" c"#, ["c"]),
    ("\"\"\"\n  a \"b\" \\(c)\n  \"\"\" d", ["c", "d"]),
    ("a = /b\"c/ d", ["a", "d"]), ("a / b / c", ["a", "b", "c"]), (##"a = #/b"/c/# d"##, ["a", "d"]),
    ("#if a && b\nc\n#else // d\n#endif\ne", ["c", "e"]), ("#expect(a)", ["#expect", "a"]),
    ("`a b` c", ["a b", "c"]),
    ("\"a\nb", ["b"]), ("a \"", ["a"]), ("a \"\\(", ["a"]), ("a) b", ["a", "b"]), ("/*", []), ("\"\"\"", []),
    ("\u{E9}t\u{E9} 1_000.5e3 a.0", ["\u{E9}t\u{E9}", "a"]), ("/** a */ b", ["b"]), ("#", []), ("`", [""]),
])
func codeIsToldFromProse(_ text: String, _ expected: [String]) { #expect(words(text) == expected) }

@Test func linesAndCommentsAreCounted() {
    let lexer = Lexer(Array("/// a\n/* b\n c */ d\n\"\"\"\n x\n \"\"\"\ne // f\n".utf8))
    #expect(lexer.tokens.filter { $0.kind == .word }.map(\.line) == [3, 7])
    #expect(lexer.comments.map(\.lines) == [1...1, 2...3, 7...7])
    #expect(lexer.comments.map(\.isAlone) == [true, true, false])
    #expect(lexer.comments.map(\.isDocumentation) == [true, false, false])
}

@Test func declarationsAreFound() {
    let text = """
        @main package struct A<B>: C where B: D {
            package private(set) var e: [F] = { [] }() { didSet { g() } }
            nonisolated(unsafe) static let h = i
                .j(k)
            enum L: Int { case m = 1, n; case o }
            init?(p: Q = { 1 }()) throws(R) { s = p }
            static func < (left: A, right: A) -> Bool { true }
        }
        """
    let file = SwiftFile(SourceFile(path: "A.swift", text: text))
    #expect(file.declarations.map(\.name) == ["A"] && file.declarations.first?.attributes == ["main"])
    #expect(file.allDeclarations.map(\.name) == ["A", "e", "h", "L", "m", "o", "init", "<"])
    #expect(file.allDeclarations.map(\.bodies.count) == [0, 2, 0, 0, 0, 0, 1, 1])
    #expect(file.allDeclarations.filter(\.isOpen).map(\.name) == ["A", "e"])
}

/// The rules read whatever a half-finished edit leaves behind: they may be wrong about it, never trap on it.
@Test(arguments: UInt64(1)...8) func brokenCodeTrapsNoRule(seed: UInt64) async throws {
    let sources = try Checkout.read().filter {
        $0.path.hasPrefix("Tests/TidyTests/") && $0.bytes.count < 4000
    }
    var state = seed
    func draw(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % max(1, limit)
    }
    let marks = Array("\"\\(){}[]#/*`@!.\n".utf8)
    for _ in 0..<10 {
        var bytes = sources[draw(sources.count)].bytes
        for _ in 0..<draw(6) where !bytes.isEmpty { bytes[draw(bytes.count)] = marks[draw(marks.count)] }
        bytes.removeLast(draw(bytes.count))
        let tree = Tree([SourceFile(path: "Sources/Engine/Loop.swift", bytes: bytes, isExecutable: false)])
        let count = Rule.all.map { $0.check(tree).count }.reduce(0, +)
        #expect(count >= 0, "seed \(seed)")
    }
}
