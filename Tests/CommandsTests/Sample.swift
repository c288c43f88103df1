import Basis
import Console

@testable import Commands

/// A command line with one of everything, for tests of the parser and of what is generated from it.
enum Sample {
    static let dry = Parameter<Bool>.flag("dry-run", letter: "n", "Only say what would be done")
    static let reason = Parameter<String?>.option("reason", letter: "r", "TEXT", "Why it's done")
    static let skip = Parameter<[String]>.options("skip", "STEP", "A step to leave out")
    static let colour = Parameter<String?>.option(
        "colour", "COLOUR", "Which one", takes: .choice(["red", "green"]))
    static let place = Parameter<String?>.operand("PLACE", "Where to go", takes: .file)
    static let files = Parameter<[String]>.operands("FILE", "What to take along", takes: .file)

    static let go = Command(
        name: "go", about: "Go somewhere", details: "",
        parameters: [dry.row, reason.row, skip.row, colour.row, place.row, files.row], examples: []
    ) { _ in .done }

    static let stay = Command(
        name: "stay", about: "Stay here", details: "", parameters: [], examples: []
    ) { _ in .done }

    /// The sample with more commands behind its own.
    static func grammar(_ more: Command...) -> Grammar {
        Grammar(
            program: "sample", about: "Go or stay", details: "Sample.", globals: GlobalOptions.rows,
            conflicts: [(GlobalOptions.quiet.row, GlobalOptions.verbose.row)], commands: [go, stay] + more,
            variables: [])
    }

    static func parse(_ words: String...) -> ParsedLine { LineParser.parse(words, by: grammar()) }

    /// The codes of what is wrong, without their family.
    static func problems(_ line: String) -> [String] {
        let words = line.split(separator: " ").map(String.init)
        return LineParser.parse(words, by: grammar()).problems.map { String($0.code.dropFirst(6)) }
    }
}
