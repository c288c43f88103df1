package import Basis
import YAML

extension Form where Value: Sendable {
    /// Reads a whole file as one value. Problems of YAML and of form come back together.
    func file(_ bytes: [UInt8], named file: String) -> Draft<Value> {
        let yaml = YAMLReading(bytes, file: file)
        var problems = yaml.problems.map(\.diagnostic)
        guard let root = yaml.documents.first else {
            if problems.isEmpty { problems.append(emptyFile(file)) }
            return Draft(value: nil, problems: problems, uses: [])
        }
        var reading = Reading()
        if yaml.documents.count > 1 {
            reading.report(
                .tooMany, "the file has \(yaml.documents.count) documents", at: yaml.documents[1],
                remedy: "Keep one, and remove the `---` before the next.")
        }
        let value = read(root, &reading)
        problems = (problems + reading.problems).inReadingOrder
        return Draft(value: value, problems: problems, uses: reading.uses)
    }

    private func emptyFile(_ file: String) -> Diagnostic {
        Diagnostic(
            LanguageCode.missingKey, "the file is empty", at: .thing(file), remedy: "Write \(shape.words).")
    }
}

extension [Diagnostic] {
    /// Sorted by file and place; those that have none come last, in the order in which they were found.
    package var inReadingOrder: [Diagnostic] {
        enumerated().sorted { left, right in
            switch (left.element.place, right.element.place) {
            case (.text(let one, _), .text(let other, _)):
                (one.file, one.start, left.offset) < (other.file, other.start, right.offset)
            case (.text, _): true
            case (_, .text): false
            default: left.offset < right.offset
            }
        }.map(\.element)
    }
}
