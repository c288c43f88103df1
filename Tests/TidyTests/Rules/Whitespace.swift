extension Rule {
    static let whitespace = Rule(
        "whitespace",
        forbids: "spaces at the end of a line, tabs, carriage returns, a missing or doubled last newline",
        instead: "make format, and an editor that keeps .swift-format",
        planted: [
            .found(at: [1], "let a = 1 \n"), .found(at: [2], "let a = 1\n\tlet b = 2\n"),
            .found(at: [1], "let a = 1\r\n"),
            .found(at: [2], "let a = 1\nlet b = 2"), .found(at: [2], "let a = 1\n\n"),
            .found(at: [1], in: "Docs/Hacking.md", "Words. \n"),
            .nearMiss("let a = 1\n\nlet b = \"\\t \"\n"),
            .nearMiss(in: "Tests/FuzzTests/YAML/corpus/tabs", "a:\tb \n\n"),
            .nearMiss(in: "Makefile", "all:\n\ttrue\n"),
        ],
        text: { file in
            guard !file.isData else { return [] }
            var findings: [Finding] = []
            let mayTab =
                file.name == "Makefile" || file.path.hasSuffix(".mk") || file.path.hasSuffix(".patch")
            let hasTabs = !mayTab && file.mentions("\t")
            for index in file.lineStarts.indices {
                let last = file.lastByte(ofLine: index)
                if last == 0x20 || last == 0x09 || last == 0x0D {
                    findings.append(file.finding(index + 1, "white space at the end"))
                } else if hasTabs, file.line(index).contains(0x09) {
                    findings.append(file.finding(index + 1, "a tab"))
                }
            }
            if let last = file.bytes.last, last != 0x0A {
                findings.append(file.finding(file.lineCount, "no newline at the end"))
            } else if file.bytes.suffix(2) == [0x0A, 0x0A] {
                findings.append(file.finding(file.lineCount, "an empty line at the end"))
            }
            return findings
        })
}
