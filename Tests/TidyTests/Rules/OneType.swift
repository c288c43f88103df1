extension Rule {
    static let oneType = Rule(
        "one-type",
        forbids: "two package or public types at the top of one file",
        instead: "give each a file of its own, nest one in the other, or make it private",
        planted: [
            .found(at: [3], "package struct Run {}\n\npublic enum Phase {}\n"),
            .found(at: [2], "package protocol Port {}\n@frozen package final class Door {}\n"),
            .nearMiss(
                "package struct Run {\n    package enum Phase {}\n}\nenum Own {}\npackage func go() {}\n"),
            .nearMiss("package struct Run {}\nextension Run {\n    package struct Part {}\n}\n"),
            .nearMiss(
                "package struct Run {}\n// package struct Other {}\nlet text = \"package enum E {}\"\n"),
        ],
        swift: { file in
            file.declarations.filter { $0.isType && $0.isOpen }.dropFirst()
                .map { file.finding($0.lines.lowerBound, "a second type, \($0.name)") }
        })
}
