extension Rule {
    static let testsCheck = Rule(
        "tests-check",
        forbids: "a test that checks nothing",
        instead:
            "#expect, #require, Issue.record, or a function of its target or Sources/Proof that uses them",
        planted: [
            .found(at: [2], in: "Tests/EngineTests/LoopTests.swift", "\n@Test func runs() { go() }\n"),
            .found(
                at: [3], in: "Tests/EngineTests/LoopTests.swift",
                "struct A {\n    func o() {}\n    @Test(arguments: [1])\n    func b(c: Int) { o() }\n}\n"),
            .nearMiss(in: "Tests/EngineTests/LoopTests.swift", "@Test func runs() { #expect(go()) }\n"),
            .nearMiss(
                in: "Tests/EngineTests/LoopTests.swift",
                "@Test func runs() throws { _ = try #require(go()) }\n"),
            .files([
                "Tests/EngineTests/LoopTests.swift":
                    "@Test func runs() { twice() }\nfunc twice() { once() }\n",
                "Tests/EngineTests/Once.swift": "func once() { Issue.record(\"no\") }\n",
            ]),
            .files(
                [
                    "Tests/EngineTests/LoopTests.swift": "@Test func runs() { once() }\n",
                    "Tests/GitTests/Once.swift": "func once() { #expect(false) }\n",
                ], found: ["Tests/EngineTests/LoopTests.swift:1"]),
        ],
        tree: { tree in
            let proof = tree.swift.filter { $0.path.hasPrefix("Sources/Proof/") }
            let targets = Dictionary(grouping: tree.swift.filter { $0.path.hasPrefix("Tests/") }) { file in
                file.path.split(separator: "/").prefix(2).joined(separator: "/")
            }
            return targets.values.flatMap { idleTests(in: $0, with: proof) }
        })

    private static func idleTests(in files: [SwiftFile], with proof: [SwiftFile]) -> [Finding] {
        var functions = (files + proof).flatMap { file in
            file.allDeclarations.filter { !$0.bodies.isEmpty }.map { Checker($0, in: file) }
        }
        var checks: Set<String> = ["#expect", "#require", "Issue"]
        var before = 0
        while checks.count != before {
            before = checks.count
            let checking = functions.filter { !$0.words.isDisjoint(with: checks) }
            checks.formUnion(checking.filter { !$0.isTest }.map(\.declaration.name))
            functions.removeAll { !$0.isTest && checks.contains($0.declaration.name) }
        }
        return functions.filter { $0.isTest && $0.words.isDisjoint(with: checks) }.map { idle in
            Finding(path: idle.path, line: idle.declaration.lines.lowerBound, what: idle.declaration.name)
        }
    }

    /// A function with the words of its body, among which may be calls.
    private struct Checker {
        let path: String
        let declaration: Declaration
        let words: Set<String>

        var isTest: Bool { declaration.attributes.contains("Test") }

        init(_ declaration: Declaration, in file: SwiftFile) {
            (path, self.declaration) = (file.path, declaration)
            words = Set(
                declaration.bodies.flatMap { file.tokens[$0] }.filter { $0.kind == .word }.map(\.text))
        }
    }
}
