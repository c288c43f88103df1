extension Rule {
    static let noTypeNamedAsModule = Rule(
        "no-type-named-as-module",
        forbids: "a type that bears the name of one of our modules",
        instead: "another noun: Swift cannot qualify a name past a type that hides its module",
        planted: [
            .found(at: [1], in: "Sources/Engine/Engine.swift", "package struct Engine {}\n"),
            .files(
                [
                    "Sources/Tools/Git/Clone.swift": "let a = 1\n",
                    "Sources/Engine/Loop.swift": "\nenum Git {}\n",
                ],
                found: ["Sources/Engine/Loop.swift:2"]),
            .found(at: [1], in: "Tests/EngineTests/EngineTests.swift", "struct EngineTests {}\n"),
            .nearMiss(in: "Sources/Engine/Loop.swift", "package struct Loop {}\n// struct Engine\n"),
            .nearMiss(in: "Sources/belay/Main.swift", "@main struct Belay {}\n"),
        ],
        tree: { tree in
            let modules = Set(tree.swift.compactMap { Module(path: $0.path)?.name })
            return tree.swift.flatMap { file in
                file.declarations.filter {
                    ($0.isType || $0.keyword == "typealias") && modules.contains($0.name)
                }
                .map { file.finding($0.lines.lowerBound, "\($0.name) is also a module") }
            }
        })
}
