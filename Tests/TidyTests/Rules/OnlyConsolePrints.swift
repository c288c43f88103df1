extension Rule {
    static let onlyConsolePrints = Rule(
        "only-console-prints",
        forbids: "printing, or writing to standard output, outside Sources/Faces/Console and benchmarks",
        instead: "return the value or emit an event; the console writes it",
        planted: [
            .found(at: [1], "func f() { print(\"a\") }\n"), .found(at: [1], "debugPrint(a)\n"),
            .found(at: [1], "Glibc.write(STDOUT_FILENO, b, c)\n"), .found(at: [1], "write(1, b, c)\n"),
            .found(at: [1], "fputs(\"a\", stdout)\n"), .found(at: [1], "puts(a)\n"),
            .found(at: [1], "Swift.dump(a)\n"),
            .nearMiss(in: "Sources/Faces/Console/Terminal.swift", "func f() { print(\"a\") }\n"),
            .nearMiss(in: "Benchmarks/YAML/Bench/Measure.swift", "puts(a)\n"),
            .nearMiss("// print(a)\nlet a = \"print(b)\"\nprinter.print(c)\nfunc print(_ a: Int) {}\n"),
            .nearMiss("dump(a, to: &b)\nprint(c, to: &d)\n"),
            .nearMiss("write(descriptor, b, c)\nlet stdout = a.stdout\nlet pipe = .init(stdout: b)\n"),
        ],
        swift: { file in
            // A benchmark is a program of its own: what it measures is its output.
            let printers = ["Sources/Faces/Console/", "Benchmarks/"]
            guard !printers.contains(where: file.path.hasPrefix) else { return [] }
            let calls = [
                "print", "debugPrint", "dump", "puts", "putchar", "printf", "vprintf", "fputs", "fwrite",
            ]
            return calls.flatMap { prints($0, in: file) } + descriptorWrites(in: file)
        })

    /// Free functions only, not when they print into a text; those that take a stream count when it is
    /// standard output.
    private static func prints(_ name: String, in file: SwiftFile) -> [Finding] {
        file.uses(of: name).compactMap { index in
            guard file.token(index + 1)?.isMark("(") == true, isFree(index, in: file) else { return nil }
            let arguments = file.tokens[index...file.partners[index + 1]]
            let isToText = arguments.indices.contains { at in
                arguments[at].isWord("to") && file.token(at + 1)?.isMark(":") == true
            }
            if isToText { return nil }
            if name == "fputs" || name == "fwrite" {
                guard arguments.contains(where: { $0.isWord("stdout") }) else { return nil }
            }
            return file.finding(file.tokens[index].line, "\(name)(…)")
        }
    }

    private static func descriptorWrites(in file: SwiftFile) -> [Finding] {
        let named = file.uses(of: "STDOUT_FILENO").map { file.finding(file.tokens[$0].line, "STDOUT_FILENO") }
        let numbered = file.uses(of: "write").filter { index in
            file.token(index + 1)?.isMark("(") == true && file.token(index + 2)?.text == "1"
                && file.token(index + 2)?.kind == .number && file.token(index + 3)?.isMark(",") == true
        }
        return named + numbered.map { file.finding(file.tokens[$0].line, "write(1, …)") }
    }

    /// Neither a member of something nor a declaration; `Swift.` and `Glibc.` do not make a member.
    private static func isFree(_ index: Int, in file: SwiftFile) -> Bool {
        guard let before = file.token(index - 1), !before.isWord("func") else {
            return file.token(index - 1) == nil
        }
        guard before.isMark(".") else { return true }
        return file.token(index - 2).map { $0.isWord("Swift") || $0.isWord("Glibc") } ?? false
    }
}
