extension Rule {
    static let noDeadFiles = Rule(
        "no-dead-files",
        forbids: "a file that is empty, or a Swift file of comments alone",
        instead: "delete it",
        planted: [
            .found(at: [1], ""), .found(at: [1], "// Nothing yet.\n\n/* Nor here. */\n"),
            .found(at: [1], in: "Docs/Empty.md", ""), .found(at: [1], in: "Docs/Blank.md", "\n \n"),
            .nearMiss("// Something.\nlet a = 1\n"), .nearMiss("@main struct A {}\n"),
        ],
        tree: { tree in
            let blank = tree.files.filter { file in
                !file.path.hasSuffix(".swift") && !file.isData
                    && file.bytes.allSatisfy { [0x20, 0x0A, 0x09, 0x0D].contains($0) }
            }
            return blank.map { $0.finding(1, "empty") }
                + tree.swift.filter(\.tokens.isEmpty).map { $0.finding(1, "nothing but comments") }
        })
}
