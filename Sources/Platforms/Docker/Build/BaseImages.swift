internal import Basis

/// The images that a Dockerfile begins from: they are pulled before the build, because the builder has no
/// login of ours and without a session cannot ask for one.
struct BaseImages {
    /// Their references, each once, in order.
    private(set) var references: [String] = []
    /// The syntax that it asks for in its first lines.
    private(set) var syntax: String?
    private var variables: [String: String]
    private let given: [String: String]

    /// Reads a Dockerfile under the arguments that it is given, up to the stage that is built.
    init(_ text: String, arguments: [String: String], target: String?) {
        (given, variables) = (arguments, [:])
        var stages: Set<String> = []
        var isBeforeFirst = true
        let (lines, escape) = BaseImages.lines(of: text)
        syntax = BaseImages.directive("syntax", in: text)
        for line in lines {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let word = words.first?.uppercased() else { continue }
            if word == "ARG", isBeforeFirst {
                for argument in words.dropFirst() { declare(argument, escape) }
                continue
            }
            guard word == "FROM" else { continue }
            isBeforeFirst = false
            let rest = words.dropFirst().drop { $0.hasPrefix("--") }
            guard let written = rest.first else { continue }
            let image = filled(written)
            if image != "scratch", !stages.contains(image.lowercased()), !image.isEmpty,
                !references.contains(image)
            {
                references.append(image)
            }
            let name = rest.count >= 3 && rest.dropFirst().first?.uppercased() == "AS" ? rest.last : nil
            if let name { stages.insert(name.lowercased()) }
            if let target, name?.lowercased() == target.lowercased() { break }
        }
    }

    /// `NAME` or `NAME=value`; what is given wins over what is written.
    private mutating func declare(_ argument: String, _ escape: Character) {
        let name = String(argument.prefix { $0 != "=" })
        let written = argument.count > name.count ? String(argument.dropFirst(name.count + 1)) : nil
        let bare = written.map { $0.filter { $0 != "\"" && $0 != "'" } }
        variables[name] = given[name] ?? bare.map { filled($0) }
    }

    /// The text with `$NAME`, `${NAME}`, `${NAME:-other}` and `${NAME:+other}` replaced.
    private func filled(_ text: String) -> String {
        var (result, rest) = ("", text[...])
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...].dropFirst()
            if rest.first == "{" {
                let inside = rest.dropFirst().prefix { $0 != "}" }
                rest = rest.dropFirst(inside.count + 2)
                result += value(of: inside)
            } else {
                let name = rest.prefix { $0 == "_" || $0.isLetter || $0.isNumber }
                rest = rest.dropFirst(name.count)
                result += variables[String(name)] ?? ""
            }
        }
        return result + rest
    }

    private func value(of inside: Substring) -> String {
        let name = inside.prefix { $0 == "_" || $0.isLetter || $0.isNumber }
        let other = String(inside.dropFirst(name.count).drop { $0 == ":" }.dropFirst())
        let known = variables[String(name)] ?? ""
        if inside.dropFirst(name.count).contains("+") { return known.isEmpty ? "" : other }
        return known.isEmpty && inside.count > name.count ? other : known
    }

    /// The lines without comments, those joined that end in the escape character.
    private static func lines(of text: String) -> ([String], Character) {
        let escape: Character = directive("escape", in: text)?.first ?? "\\"
        var (lines, open) = ([String](), "")
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let line = String(line).trimmed
            if line.hasPrefix("#") || line.isEmpty { continue }
            if line.last == escape {
                open += line.dropLast() + " "
            } else {
                lines.append(open + line)
                open = ""
            }
        }
        return (open.isEmpty ? lines : lines + [open], escape)
    }

    /// A parser directive: only comments before everything else can be one.
    private static func directive(_ name: String, in text: String) -> String? {
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let line = String(line).trimmed
            guard line.hasPrefix("#"), let mark = line.firstIndex(of: "=") else { return nil }
            let key = String(line[..<mark].dropFirst()).trimmed.lowercased()
            if key == name { return String(line[mark...].dropFirst()).trimmed }
        }
        return nil
    }
}
