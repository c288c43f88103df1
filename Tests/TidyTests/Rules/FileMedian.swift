extension Rule {
    static let fileMedian = Rule(
        "file-median",
        forbids: "a median of more than 100 lines over the Swift files of Sources",
        instead: "smaller files: one idea each",
        planted: [
            .files(
                [
                    "Sources/Engine/A.swift": String(repeating: "\n", count: 101),
                    "Sources/Engine/B.swift": String(repeating: "\n", count: 120),
                    "Sources/Engine/C.swift": "\n",
                ], found: ["Sources/Engine/A.swift:1"]),
            .files([
                "Sources/Engine/A.swift": String(repeating: "\n", count: 100),
                "Sources/Engine/B.swift": String(repeating: "\n", count: 400), "Sources/Engine/C.swift": "\n",
            ]),
        ],
        tree: { tree in
            let files = tree.swift.filter { $0.path.hasPrefix("Sources/") }
                .sorted { $0.source.lineCount < $1.source.lineCount }
            guard !files.isEmpty else { return [] }
            let middle = files[files.count / 2]
            let count = middle.source.lineCount
            return count > 100 ? [middle.finding(1, "the median file has \(count) lines")] : []
        })
}
