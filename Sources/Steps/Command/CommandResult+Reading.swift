internal import Basis
internal import Ports
internal import Updates

extension CommandResult {
    /// What a person reads of an output, and the journal keeps: the last lines say why.
    private static let shown = 4 << 10

    /// The evidence of a command that did what it must, or the failure of one that did not.
    func evidence(of command: String, expecting expectation: TextExpectation?, _ fill: Fill) throws
        -> Evidence
    {
        let command = fill.scrub(command)
        guard exitCode == 0 else {
            throw CommandFailure.ended(command: command, code: exitCode, said: lastWords(fill))
        }
        if let flaw = expectation?.flaw(in: output) {
            throw CommandFailure.unexpected(
                command: command, flaw: "the output \(flaw)", said: lastWords(fill))
        }
        return Evidence(facts: ["exit": "0", "output": CommandResult.tail(output, fill)])
    }

    /// The last words of both streams, errors first, without secrets.
    func lastWords(_ fill: Fill) -> String {
        [errors, output].map { CommandResult.tail($0, fill) }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func tail(_ text: String, _ fill: Fill) -> String {
        // Cleaned before it is cut: half a secret at the cut would not be known again.
        var rest = fill.scrub(text)[...]
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest.utf8.count <= shown
            ? String(rest) : "…" + String(decoding: rest.utf8.suffix(shown), as: UTF8.self)
    }
}

extension TextExpectation {
    /// What is wrong with a text, to be read after its name; nil if nothing is.
    func flaw(in text: String) -> String? {
        if let missing = contains.first(where: { !text.contains($0.value) }) {
            return "does not hold `\(missing.value)`"
        }
        return lacks.first { text.contains($0.value) }.map { "holds `\($0.value)`" }
    }
}
