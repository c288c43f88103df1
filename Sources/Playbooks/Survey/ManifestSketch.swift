import Basis

/// A first `belay.yml`, with a comment on everything that was guessed.
package struct ManifestSketch: Sendable {
    /// Something that was guessed, and what from.
    package struct Reason: Hashable, Sendable {
        /// What stands in the manifest.
        package let what: String
        /// From what it was guessed.
        package let why: String
    }

    private static let width = 80

    /// The manifest.
    package private(set) var text = ""
    /// What was guessed, in the order of the manifest.
    package private(set) var reasons: [Reason] = []
    /// What was seen and could not be made anything of.
    package let remarks: [String]

    /// Writes down what a survey found.
    package init(of survey: RepositorySurvey) {
        remarks = survey.remarks
        comment(
            "Written by `belay init` from what is in this repository. Each comment says what a guess "
                + "was made from: read them, correct what is wrong, then run `belay check`. "
                + "`belay help manifest` explains every key.")
        writeApp(survey)
        writeServices(survey)
        writeData(survey)
        writeMigrations(survey)
        writeBackups(survey)
        writeSecrets(survey)
        writeEnvironments(survey)
        for remark in remarks {
            gap()
            comment(remark)
        }
    }

    mutating func gap() { if !text.isEmpty { text += "\n" } }

    mutating func line(_ words: String, _ depth: Int = 0) {
        text += String(repeating: "  ", count: depth) + words + "\n"
    }

    /// A comment, in lines that fit a terminal.
    mutating func comment(_ words: String, _ depth: Int = 0) {
        let lead = String(repeating: "  ", count: depth) + "#"
        var current = lead
        // Names of files are foreign: a line break in one would end the comment.
        let harmless = String(words.map { $0.unicodeScalars.contains(where: \.isUnseen) ? "?" : $0 })
        for word in harmless.split(separator: " ") {
            if current.count + 1 + word.count > ManifestSketch.width, current != lead {
                text += current + "\n"
                current = lead
            }
            current += " " + word
        }
        text += current + "\n"
    }

    /// Lines that a person may want: they stand as comments.
    mutating func suggestion(_ lines: String..., depth: Int = 0) {
        for words in lines { line("# " + words, depth) }
    }

    /// A comment that says what the next lines were guessed from.
    mutating func reason(_ what: String, _ why: String, _ depth: Int = 0) {
        comment(why, depth)
        reasons.append(Reason(what: what, why: why))
    }
}

extension String {
    /// As a scalar of YAML that means this text, in block and in flow.
    var asScalar: String {
        let isPlain = allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._/-@:".contains($0)) }
        let isWord = first?.isLetter == true || first == "/" || hasPrefix("./") || self == "."
        let isTaken = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(lowercased())
        return isPlain && isWord && !isTaken && !hasSuffix(":") && !contains(": ") ? self : quotedForJSON
    }
}
