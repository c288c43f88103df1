extension Rule {
    static let fileLength = Rule(
        "file-length",
        forbids: "a Swift file of more than 400 lines",
        instead: "one idea per file: move a type, or an aspect of it as Type+Aspect.swift",
        planted: [
            .found(at: [401], String(repeating: "\n", count: 401)),
            .nearMiss(String(repeating: "\n", count: 400)),
        ],
        swift: { file in
            let count = file.source.lineCount
            return count > 400 ? [file.finding(count, "\(count) lines")] : []
        })
}
