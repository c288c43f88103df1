import Basis
import Playbooks
import Testing
import Updates
import YAML

/// The JSON Schemas say what the parser says, in the opinion of a real validator.
@Suite struct SchemaTests {
    typealias Sample = Validator.Sample

    static let good: [Sample] =
        [Sample(kind: .manifest, text: LanguageTests.manifest)]
        + [Sample(kind: .playbook, text: LanguageTests.playbook)]
        + StandardPlaybooks.files.map {
            Sample(kind: .playbook, text: String(decoding: $0.bytes, as: UTF8.self))
        }

    @Test func whatParsesIsValid() async throws {
        let faults = try await Validator.faults(in: SchemaTests.good)
        for (sample, fault) in zip(SchemaTests.good, faults) {
            #expect(SchemaTests.problems(in: sample).isEmpty)
            #expect(fault == nil, "\(sample.text)")
        }
    }

    @Test func plantedMistakesAreFoundByBoth() async throws {
        let samples = SchemaTests.mistakes
        let faults = try await Validator.faults(in: samples)
        for (sample, fault) in zip(samples, faults) {
            #expect(fault != nil, "the schema lets pass: \(sample.text)")
            #expect(!SchemaTests.problems(in: sample).isEmpty, "the parser lets pass: \(sample.text)")
        }
    }

    /// Every key of every good file is misspelt once: where the parser minds, the schema must, and where it
    /// does not (names of the writer's own), the schema must not.
    @Test func aMisspeltKeyIsAMistakeForBothOrForNeither() async throws {
        var samples: [Sample] = []
        for sample in SchemaTests.good { samples += SchemaTests.misspellings(of: sample) }
        #expect(samples.count > 250)
        let faults = try await Validator.faults(in: samples)
        var unknown = 0
        for (sample, fault) in zip(samples, faults) {
            let codes = Set(SchemaTests.problems(in: sample).map(\.code))
            let isUnknown = codes.contains(LanguageCode.unknownKey.rawValue)
            if isUnknown { unknown += 1 }
            #expect(isUnknown == (fault != nil), "\(fault ?? "fine") \(codes)\n\(sample.text)")
        }
        #expect(unknown > 150 && unknown < samples.count)
    }

    @Test func everyNameWithinAShapeIsKnown() {
        for file in LanguageFile.allCases {
            for record in SchemaTests.records(in: file.shape) {
                #expect(!record.keys.isEmpty, "\(record.name)")
            }
        }
    }

    static func problems(in sample: Sample) -> [Diagnostic] {
        let bytes = Array(sample.text.utf8)
        return switch sample.kind {
        case .manifest: ManifestFile.read(bytes, named: "belay.yml").problems
        case .playbook: PlaybookFile.read(bytes, named: "playbook.yml").problems
        }
    }

    private static func misspellings(of sample: Sample) -> [Sample] {
        let reading = YAMLReading(text: sample.text, file: "sample")
        let lines = sample.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return reading.documents.flatMap(keys).compactMap { key in
            let at = key.span
            guard lines.indices.contains(at.start.line - 1) else { return nil }
            var changed = lines
            var line = Array(lines[at.start.line - 1])
            line.insert(contentsOf: "-zz", at: min(line.count, at.end.column - 1))
            changed[at.start.line - 1] = String(line)
            return Sample(kind: sample.kind, text: changed.joined(separator: "\n"))
        }
    }

    private static func keys(in node: YAMLNode) -> [YAMLNode] {
        if let items = node.sequence { return items.flatMap(keys) }
        return (node.mapping?.entries ?? []).flatMap { [$0.key] + keys(in: $0.value) }
    }

    /// Every record within a shape, each once.
    static func records(in shape: Shape) -> [RecordShape] {
        var found: [RecordShape] = []
        collect(shape, &found)
        return found
    }

    private static func collect(_ shape: Shape, _ found: inout [RecordShape]) {
        switch shape {
        case .text, .integer, .boolean, .choice, .anything: break
        case .list(let inner), .map(let inner): collect(inner, &found)
        case .either(let all): for inner in all { collect(inner, &found) }
        case .named(let name):
            guard let inner = LanguageFile.shape(named: name) else {
                Issue.record("nothing is called \(name)")
                return
            }
            collect(inner, &found)
        case .record(let record):
            guard !found.contains(record) else { return }
            found.append(record)
            for key in record.keys { collect(key.shape, &found) }
        }
    }
}
