import Basis
import YAML

/// The variables that a file is read with, and which of them it asked for.
final class VariableTable {
    private let values: [String: String]
    private let book: Book

    /// What was asked for: shared by the tables of a project.
    private final class Book {
        /// By name, the first place that asked.
        var uses: [String: ComposeVariableUse] = [:]
        /// Names about which a warning was given: one is enough.
        var warned: Set<String> = []
    }

    private init(_ values: [String: String], book: Book) { (self.values, self.book) = (values, book) }

    convenience init(_ values: [String: String]) { self.init(values, book: Book()) }

    /// By name, the first place that asked.
    var uses: [String: ComposeVariableUse] { book.uses }

    subscript(_ name: String) -> String? { values[name] }

    /// All of them, for a file that is read with these and some of its own.
    var all: [String: String] { values }

    /// A table with more values, which count where this one has none. Both note into one book.
    func adding(_ more: [String: String]) -> VariableTable {
        VariableTable(more.merging(values) { _, own in own }, book: book)
    }

    private func record(_ use: ComposeVariableUse) {
        if book.uses[use.name] == nil { book.uses[use.name] = use }
    }

    /// A text with its variables replaced; what is wrong with it is reported, and it stays as it is.
    func expand(_ text: String, at site: YAMLNode, _ reading: inout ComposeReading) -> String {
        var unset: [String] = []
        let interpolation = Interpolation(
            value: { self.values[$0] },
            note: { name, outcome in
                if outcome == .empty, self.book.warned.insert(name).inserted { unset.append(name) }
                self.record(ComposeVariableUse(name: name, span: site.span, outcome: outcome))
            })
        do throws(Interpolation.Fault) {
            let result = try interpolation.expand(text)
            for name in unset { warn(name, at: site, &reading) }
            return result
        } catch {
            report(error, at: site, &reading)
            return text
        }
    }

    private func warn(_ name: String, at site: YAMLNode, _ reading: inout ComposeReading) {
        reading.report(
            .unsetVariable, "`\(name)` is not set and becomes empty", at: site,
            remedy: "Set \(name) in .env or the environment, or write $${\(name)} "
                + "if the container's shell is to replace it.",
            severity: .warning)
    }

    private func report(
        _ fault: Interpolation.Fault, at site: YAMLNode, _ reading: inout ComposeReading
    ) {
        switch fault {
        case .malformed(let text):
            reading.report(
                .malformedVariable, "`\(text)` is no variable", at: site,
                remedy: "Write ${X}, ${X:-default}, ${X:?message} or ${X:+other}; $${ is a literal ${.")
        case .required(let name, let message):
            reading.report(
                .requiredVariable, "`\(name)` must have a value and has none", at: site,
                why: message.isEmpty ? nil : message,
                remedy: "Set \(name) in .env or the environment.")
        case .tooLong:
            reading.report(
                .tooLarge, "the text grows past \(Interpolation.longest) bytes", at: site,
                remedy: "Use a shorter value, or a file.")
        }
    }
}
