extension Rule {
    private static let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]

    static let nothingLeftOver = Rule(
        "nothing-left-over",
        forbids: marks.joined(separator: ", ") + " in comments and papers",
        instead: "do it, or open an issue",
        planted: [
            .found(at: [1], "// \(marks[0]): later\n"),
            .found(at: [2], "let a = 1\nlet b = 2 // \(marks[1])\n"),
            .found(at: [2], in: "Docs/Hacking.md", "Words.\n\(marks[2]): words\n"),
            .nearMiss("let a = \"\(marks[0])\"\n// \(marks[0].lowercased()) \(marks[0])S XX\n"),
            .nearMiss(in: "Docs/Hacking.md", "mktemp /tmp/\(marks[2])\(marks[2]) and sk-\(marks[2])X\n"),
        ],
        tree: { tree in
            let suspects = tree.files.filter { file in marks.contains(where: file.mentions) }
            let paths = Set(suspects.map(\.path))
            let comments = tree.swift.filter { paths.contains($0.path) }.flatMap { file in
                file.comments.compactMap { comment in
                    marked(comment.text).map { file.finding(comment.lines.lowerBound, $0) }
                }
            }
            let others = suspects.filter { $0.isText && !$0.path.hasSuffix(".swift") && $0.isProse }
            return comments
                + others.flatMap { file in
                    file.lines.enumerated().compactMap { index, line in
                        marked(line).map { file.finding(index + 1, $0) }
                    }
                }
        })

    private static func marked(_ text: String) -> String? {
        guard marks.contains(where: text.contains) else { return nil }
        let words = text.split { !$0.isLetter && $0 != "_" && !$0.isNumber }
        return marks.first { mark in words.contains { $0 == mark } }
    }
}

extension SourceFile {
    /// Whether people wrote it to be read: papers, scripts, headers, settings; not data that tests read.
    fileprivate var isProse: Bool {
        let kinds = [".md", ".sh", ".h", ".c", ".yml", ".yaml", ".txt", ".json", ".modulemap", "Makefile"]
        return kinds.contains { path.hasSuffix($0) } && !isData
    }
}
