internal import Basis

/// An option or operand with the type of its value.
///
/// Declared once: the same declaration parses the command line, reads the value, and writes the help, the man
/// page and the completions.
struct Parameter<Value: Sendable>: Sendable {
    /// The untyped row for the command's table.
    let row: ParameterRow
    /// Makes the value of what was typed, which has passed the row's checks.
    let read: @Sendable ([String]) -> Value
}

extension Parameter where Value == Bool {
    /// `--name`.
    static func flag(_ name: String, letter: Character? = nil, _ about: String) -> Parameter {
        let row = ParameterRow(
            name: name, letter: letter, form: .flag, placeholder: "", kind: .text, about: about)
        return Parameter(row: row) { !$0.isEmpty }
    }
}

extension Parameter where Value == String? {
    /// `--name VALUE`, at most once.
    static func option(
        _ name: String, letter: Character? = nil, _ placeholder: String, _ about: String,
        takes kind: ValueKind = .text
    ) -> Parameter {
        let row = ParameterRow(
            name: name, letter: letter, form: .option, placeholder: placeholder, kind: kind, about: about)
        return Parameter(row: row, read: \.first)
    }

    /// A bare word that may be left out.
    static func operand(_ placeholder: String, _ about: String, takes kind: ValueKind = .text) -> Parameter {
        let row = ParameterRow(
            name: placeholder, letter: nil, form: .operand(isRequired: false), placeholder: placeholder,
            kind: kind, about: about)
        return Parameter(row: row, read: \.first)
    }
}

extension Parameter where Value == [String] {
    /// `--name VALUE`, as often as wanted.
    static func options(
        _ name: String, letter: Character? = nil, _ placeholder: String, _ about: String,
        takes kind: ValueKind = .text
    ) -> Parameter {
        let row = ParameterRow(
            name: name, letter: letter, form: .options, placeholder: placeholder, kind: kind, about: about)
        return Parameter(row: row) { $0 }
    }

    /// All bare words that are left.
    static func operands(
        _ placeholder: String, _ about: String, takes kind: ValueKind = .text, isRequired: Bool = false
    ) -> Parameter {
        let row = ParameterRow(
            name: placeholder, letter: nil, form: .operands(isRequired: isRequired), placeholder: placeholder,
            kind: kind, about: about)
        return Parameter(row: row) { $0 }
    }
}

extension Parameter where Value: CaseIterable & RawRepresentable<String> {
    /// A bare word that must be there, one of the cases.
    static func choice(_ placeholder: String, _ about: String) -> Parameter {
        let row = ParameterRow(
            name: placeholder, letter: nil, form: .operand(isRequired: true), placeholder: placeholder,
            kind: .choice(Value.allCases.map(\.rawValue)), about: about)
        return Parameter(row: row) { words in
            guard let value = words.first.flatMap(Value.init(rawValue:)) else {
                Mistake.trap("A required choice was read although the command line had problems.")
            }
            return value
        }
    }
}
