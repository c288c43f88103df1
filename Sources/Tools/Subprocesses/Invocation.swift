/// One run of a program: what, with which words, where, and in which environment.
///
/// A program sees exactly this environment and nothing of ours. Arguments are visible to every user of the
/// machine (`ps`), so they have no way to hold a secret: hand secrets over in the environment or on standard
/// input.
package struct Invocation: Sendable {
    /// What is run.
    package var program: Program
    /// The words after the program's name, as they are: no shell reads them.
    package var arguments: [String]
    /// The whole environment.
    package var environment: [String: EnvironmentValue]
    /// The folder to run in; nil is the one we are in.
    package var directory: String?
    /// What the program reads.
    package var input: StandardInput

    /// Describes a run.
    package init(
        _ program: Program,
        _ arguments: [String] = [],
        environment: [String: EnvironmentValue] = [:],
        directory: String? = nil,
        input: StandardInput = .none
    ) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.directory = directory
        self.input = input
    }
}

extension Invocation: CustomStringConvertible {
    // A screenful: enough to recognise a command by, and no more of it in a log.
    private static let charactersShown = 400

    /// The command as a person would type it, cut at some length; the environment is not part of it.
    package var description: String {
        let words: [String] =
            switch program {
            case .at(let path): [path] + arguments
            case .named(let name, _): [name] + arguments
            case .shell(let script): ["sh", "-c", script] + (arguments.isEmpty ? [] : ["sh"] + arguments)
            }
        // No more is looked at than can be shown: there may be megabytes of it.
        let shown = words.prefix(Invocation.charactersShown)
        let line = shown.map { Invocation.quoted(String($0.prefix(Invocation.charactersShown))) }
            .joined(separator: " ")
        return line.count <= Invocation.charactersShown
            ? line : "\(line.prefix(Invocation.charactersShown))… (\(words.count) words)"
    }

    private static func quoted(_ word: String) -> String {
        let isPlain = { (byte: UInt8) in
            (0x61...0x7a).contains(byte) || (0x40...0x5a).contains(byte) || (0x2b...0x3a).contains(byte)
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "=")
        }
        if !word.isEmpty, word.utf8.allSatisfy(isPlain) { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
            + "'"
    }
}
