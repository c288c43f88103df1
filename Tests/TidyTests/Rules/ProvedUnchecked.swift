extension Rule {
    static let provedUnchecked = Rule(
        "proved-unchecked",
        forbids:
            "@unchecked Sendable, nonisolated(unsafe) or @preconcurrency without its proof directly above",
        instead: "let the compiler check it; where it cannot, say above it in words what makes it safe "
            + "(with `Sendable`, `unchecked`, `unsafe`, `thread` or `lock` in the sentence)",
        planted: [
            .found(at: [2], "/// A handle.\nfinal class Handle: @unchecked Sendable {}\n"),
            .found(at: [1], "nonisolated(unsafe) var count = 0\n"),
            .found(at: [1], "@preconcurrency import Glibc\n"),
            .found(at: [4], "// Sendable: far away.\nlet a = 1\n\nextension A: @unchecked Sendable {}\n"),
            .nearMiss(
                "/// A handle.\n// Sendable: only the poll thread touches it.\n"
                    + "final class Handle: @unchecked Sendable {}\n"),
            .nearMiss(
                "/// Handle. Every use holds the lock.\nfinal class Handle:\n    @unchecked Sendable\n{}\n"),
            .nearMiss("// @unchecked Sendable\nlet a = \"nonisolated(unsafe)\"\nnonisolated func f() {}\n"),
        ],
        swift: { file in
            let attributes = ["unchecked", "preconcurrency"].flatMap(file.uses)
                .filter { file.token($0 - 1)?.isMark("@") == true }
            let unsafe = file.uses(of: "unsafe").filter { file.token($0 - 2)?.isWord("nonisolated") == true }
            return (attributes + unsafe).sorted().filter { !isProved($0, in: file) }.map { index in
                file.finding(file.tokens[index].line, "\(file.tokens[index].text) without a proof")
            }
        })

    private static func isProved(_ index: Int, in file: SwiftFile) -> Bool {
        let declaration = file.allDeclarations.last { $0.tokens.contains(index) }
        let lines = [file.tokens[index].line, declaration?.lines.lowerBound].compactMap { $0 }
        let words = ["sendable", "unchecked", "unsafe", "thread", "lock"]
        return lines.flatMap(file.comments).contains { comment in
            let text = comment.text.lowercased()
            return words.contains { text.contains($0) }
        }
    }
}
