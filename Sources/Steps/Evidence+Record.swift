internal import Basis
internal import FoundationEssentials
internal import Updates

extension Evidence {
    /// Evidence with a record in the form that `record(as:)` reads; equal records are equal texts.
    init(facts: [String: String], recording record: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.init(facts: facts, record: String(decoding: try encoder.encode(record), as: UTF8.self))
    }

    /// What the record says; nil if there is none. `owner` is the step, for the message.
    func record<Record: Decodable>(as type: Record.Type, of owner: String) throws -> Record? {
        guard !record.isEmpty else { return nil }
        do { return try JSONDecoder().decode(type, from: Data(record.utf8)) } catch {
            throw UnreadableRecord(owner: owner)
        }
    }
}

/// What a step wrote down for itself is not in the form in which it writes.
private struct UnreadableRecord: Diagnosable {
    let owner: String

    var diagnostic: Diagnostic {
        Diagnostic(StepCode.unreadableRecord, "the record of `\(owner)` cannot be read", at: .thing(owner))
    }
}
