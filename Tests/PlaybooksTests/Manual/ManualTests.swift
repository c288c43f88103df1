import Basis
import Playbooks
import Testing
import Updates
import YAML

/// The manual is what the parser reads: nothing in it is wrong, and nothing that can be written is missing.
@Suite struct ManualTests {
    @Test func everyExampleIsReadWithoutAProblem() {
        #expect(Manual.pages.count == Manual.topics.count + Manual.kinds.count)
        for (sample, page) in ManualTests.samples {
            let problems = SchemaTests.problems(in: sample)
            #expect(problems.isEmpty, "\(page.topic): \(problems.map { "\($0.place) \($0.what)" })")
        }
    }

    @Test func everyExampleIsValidByTheSchemas() async throws {
        let samples = ManualTests.samples
        let faults = try await Validator.faults(in: samples.map(\.sample))
        for ((_, page), fault) in zip(samples, faults) { #expect(fault == nil, "\(page.topic)") }
    }

    /// A key that is added to a form must be shown in the manual before the build is green again.
    @Test func everyKeyOfEveryFormIsShown() {
        var seen = ShownKeys()
        for (sample, _) in ManualTests.samples { seen.walk(sample) }
        let missing = LanguageFile.allCases.flatMap { SchemaTests.records(in: $0.shape) }.flatMap { record in
            record.keys.filter { !seen.shows($0.name, of: record) }.map { "\(record.name): \($0.name)" }
        }
        #expect(Set(missing).sorted() == [])
    }

    /// The planted violation: a manual without one of its pages is found out.
    @Test func aMissingKeyIsFound() {
        var seen = ShownKeys()
        for (sample, page) in ManualTests.samples where page.topic != ["step", "scale"] { seen.walk(sample) }
        let records = SchemaTests.records(in: LanguageFile.playbook.shape)
        let missing = records.flatMap { record in
            record.keys.map(\.name).filter { !seen.shows($0, of: record) }
        }
        #expect(missing == ["scale", "service", "replicas"])
    }

    /// A word that is added to a choice must be explained where its key is.
    @Test func everyWordOfEveryChoiceStandsOnItsPage() {
        var words: [(word: String, key: String)] = []
        for record in LanguageFile.allCases.flatMap({ SchemaTests.records(in: $0.shape) }) {
            for key in record.keys { words += ManualTests.choices(in: key.shape).map { ($0, key.name) } }
        }
        #expect(words.count > 50)
        for (word, key) in words {
            let isThere = Manual.pages.contains { page in
                page.text.contains("\(key):")
                    && page.text.split { !$0.isWordCharacter }.contains { $0 == word }
            }
            #expect(isThere, "`\(word)` of `\(key)`")
        }
    }

    @Test func noLineOfAnExampleIsWiderThanATerminal() {
        for page in Manual.pages {
            for case .example(let lines) in page.parts {
                #expect(lines.allSatisfy { $0.count <= 78 }, "\(page.topic)")
            }
            #expect(page.parts.contains { if case .prose = $0 { true } else { false } }, "\(page.topic)")
        }
    }

    static var samples: [(sample: SchemaTests.Sample, page: ManualPage)] {
        Manual.pages.flatMap { page in
            page.files.map { text in
                let kind = FileKind(Array(text.utf8), named: "manual")
                return (.init(kind: kind == .manifest ? .manifest : .playbook, text: text), page)
            }
        }
    }

    private static func choices(in shape: Shape) -> [String] {
        switch shape {
        case .choice(let words): words
        case .list(let inner), .map(let inner): choices(in: inner)
        case .either(let all): all.flatMap(choices)
        case .text, .integer, .boolean, .record, .named, .anything: []
        }
    }
}

extension Character {
    fileprivate var isWordCharacter: Bool { isLetter || isNumber || self == "-" }
}
