import Basis
import Console
import Testing

struct DiagnosticTextTests {
    private func problem(
        _ line: String?, _ columns: Range<Int>, why: String? = nil, severity: Diagnostic.Severity = .error
    ) -> Diagnostic {
        let span = Span(
            file: "playbooks/update.yml", start: Position(line: 12, column: columns.lowerBound),
            end: Position(line: 12, column: columns.upperBound))
        return Diagnostic(
            ConsoleCode.writeFailed, "`strategi` is not a key of `roll`", at: .text(span, line: line),
            why: why,
            remedy: "Write `strategy`.", severity: severity)
    }

    private func excerpt(_ line: String, _ columns: Range<Int>, width: Int = 60) -> [String] {
        let lines = problem(line, columns).text(on: Surface(width: width)).split(separator: "\n")
        let arrow = lines.firstIndex { $0.hasPrefix(" --> ") } ?? 0
        return lines.dropFirst(arrow + 2).prefix(2).map(String.init)
    }

    @Test func oneProblemIsToldInFull() {
        let words =
            "  The other side said a great deal about it,\n"
            + "in two lines, of which this is the longer one by far\n"
        Golden.expect(
            problem("      strategi: rolling", 7..<15, why: words).text(on: Surface(width: 60)) + "\n",
            "one-problem.txt")
    }

    @Test func severalProblemsAreCounted() {
        let problems = [
            problem("a: b", 1..<2), problem(nil, 1..<1, severity: .warning),
            Diagnostic(ConsoleCode.writeFailed, "no room", at: .thing("standard output")),
            Diagnostic(ConsoleCode.writeFailed, "wrong", at: .commandLine, severity: .note),
        ]
        Golden.expect(problems.text(on: Surface()) + "\n", "several-problems.txt")
        Golden.expect(problems.text(on: Surface(hasColour: true)) + "\n", "several-problems-in-colour.txt")
    }

    @Test(arguments: [
        ("key: value", 6..<11, "     ^^^^^"), ("\tkey", 2..<5, "    ^^^"), ("漢字: x", 1..<3, "^^^^"),
        ("漢字: x", 5..<6, "      ^"), ("e\u{301}a: x", 3..<4, " ^"), ("👩‍👧 x", 5..<6, "   ^"),
        ("a\u{1b}[2Jb", 6..<7, "        ^"), ("end", 4..<4, "   ^"), ("end", 90..<95, "   ^"),
        ("", 1..<1, "^"),
    ])
    func theCaretStandsUnderWhatIsMeant(_ line: String, _ columns: Range<Int>, _ caret: String) {
        #expect(excerpt(line, columns)[1] == "   | " + caret)
    }

    @Test(arguments: 1...300)
    func aLongLineIsCutAroundTheCaret(_ column: Int) {
        let line = String((0..<300).map { Character(UnicodeScalar(UInt8(0x61 + $0 % 26))) })
        let meant = Array(line)[column - 1]
        for width in [40, 60, 80] {
            let lines = excerpt(line, column..<(column + 1), width: width)
            #expect(lines.allSatisfy { $0.displayWidth <= width }, "\(width): \(lines)")
            let shown = zip(lines[0], lines[1]).first { $0.1 == "^" }?.0
            #expect(shown == meant, "\(width): \(lines)")
        }
    }

    @Test func foreignTextCannotDriveTheTerminal() {
        let hostile = "\u{1b}]0;owned\u{7}\r\u{9b}2J\u{202e}\u{0}"
        let span = Span(file: hostile, start: Position(line: 1, column: 1), end: Position(line: 9, column: 1))
        for place in [Place.text(span, line: hostile), .thing(hostile)] {
            let problem = Diagnostic(
                ConsoleCode.writeFailed, hostile, at: place, why: hostile, remedy: hostile)
            let text = problem.text(on: Surface())
            #expect(text.unicodeScalars.allSatisfy { $0.isHarmless || $0 == "\n" })
            #expect(text.contains("\\x1b]0;owned\\x07\\r\\x9b2J\\u{202e}\\x00"))
        }
    }
}
