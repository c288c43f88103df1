internal import Console
internal import Playbooks

/// The pages of the manual, as they stand on a terminal.
extension HelpText {
    /// A page: its words and examples, and below them the keys as the parser knows them.
    func text(of page: ManualPage) -> String {
        let parts = page.parts.map { part in
            switch part {
            case .prose(let words): [words.wrapped(to: surface.width)]
            // As they stand: a line of YAML that was broken would be another one.
            case .example(let lines): lines.map { $0.isEmpty ? "" : "  \($0)" }
            }
        }
        let kinds = Manual.kinds.map { entry($0.name, $0.about) }
        let list = page.topic == ["step"] ? [[title("Kinds")] + kinds] : []
        return join(parts + shortForm(of: page) + list + page.records.map(keys))
    }

    /// What may stand in place of the mapping.
    private func shortForm(of page: ManualPage) -> [[String]] {
        guard case .either(let all) = page.shape else { return [] }
        let others = all.filter { if case .record = $0 { false } else { true } }.map(\.words)
        guard let first = others.first else { return [] }
        let rest = others.dropFirst().filter { $0 != first }.map { ", or \($0)" }.joined()
        return [["In short: \(first)\(rest).".wrapped(to: surface.width)]]
    }

    private func keys(of record: RecordShape) -> [String] {
        let choices = record.choices.filter { $0.names.count > 1 }.map { choice in
            let words = choice.isRequired ? "One of these must be there" : "At most one of these may be there"
            return "\(words): \(choice.names.joined(separator: ", ")).".wrapped(to: surface.width)
        }
        return [title("Keys of \(record.name)")] + record.keys.map(entry) + choices
    }

    private func entry(_ key: RecordShape.Key) -> String {
        var about = key.about
        if case .choice(let words) = key.shape, words.count > 1 {
            about += " One of \(words.joined(separator: ", "))."
        }
        if key.isRequired { about += " Required." }
        return entry(key.name, about)
    }
}
