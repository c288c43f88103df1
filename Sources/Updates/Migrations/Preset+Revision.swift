/// What a tool's words say about the revision in force.
extension Migrations.Preset {
    /// The revision in what the tool printed, empty before the first migration; nil if it is not in there.
    package func revision(in output: String) -> String? {
        switch self {
        case .alembic:
            // `3f2a9c (head)`, a line for each branch; nothing at all before the first.
            Self.lines(of: output).map { Self.firstWord(of: $0) }.joined(separator: ",")
        case .django: django(output)
        case .rails: Self.after("Current version:", in: output).map { $0 == "0" ? "" : $0 }
        case .knex: Self.after("Current Version:", in: output).map { $0 == "none" ? "" : $0 }
        case .flyway: Self.json("schemaVersion", in: output)
        case .golangMigrate: golang(output)
        case .prisma, .sql: Self.lines(of: output).last ?? ""
        }
    }

    /// Whether a revision may stand in a command line: it comes from a program, and goes back into one.
    package static func isPlain(_ revision: String) -> Bool {
        revision.utf8.count <= 4096
            && revision.unicodeScalars.allSatisfy { character in
                character.properties.isAlphabetic || ("0"..."9").contains(character)
                    || "._-+,:@() ".unicodeScalars.contains(character)
            } && !revision.hasPrefix("-")
    }

    private func django(_ output: String) -> String? {
        var application: String?
        var newest: [(application: String, name: String)] = []
        for line in output.split(whereSeparator: \.isNewline) {
            if line.first?.isWhitespace != true {
                application = String(line)
            } else if let application, let mark = line.firstRange(of: "[X]") {
                let name = Self.firstWord(of: line[mark.upperBound...].drop { $0 == " " })
                if newest.last?.application == application { newest.removeLast() }
                newest.append((application, name))
            }
        }
        guard application != nil else { return nil }
        return newest.map { "\($0.application).\($0.name)" }.joined(separator: " ")
    }

    private func golang(_ output: String) -> String? {
        if output.contains("no migration") { return "" }
        guard let line = Self.lines(of: output).last, line.first?.isNumber == true else { return nil }
        return line
    }

    private static func lines(of output: String) -> [String] {
        output.split(whereSeparator: \.isNewline).map(trimmed).filter { !$0.isEmpty }
    }

    private static func trimmed(_ text: Substring) -> String {
        var rest = text.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }

    private static func firstWord(of text: some StringProtocol) -> String {
        String(text.prefix { !$0.isWhitespace })
    }

    private static func after(_ words: String, in output: String) -> String? {
        guard let range = output.firstRange(of: words) else { return nil }
        return trimmed(output[range.upperBound...].prefix { !$0.isNewline })
    }

    /// The text of a field; empty where it is null.
    private static func json(_ field: String, in output: String) -> String? {
        guard let name = output.firstRange(of: "\"\(field)\"") else { return nil }
        let value = output[name.upperBound...].drop { $0 == ":" || $0.isWhitespace }
        guard value.first == "\"" else { return "" }
        return String(value.dropFirst().prefix { $0 != "\"" })
    }
}
