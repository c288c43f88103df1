internal import FoundationEssentials
internal import Ports
internal import Updates

/// What a roll found, which is all that its way back needs: the containers may be gone by then, what made
/// them is here.
struct RollRecord: Hashable, Sendable, Codable {
    /// A service as it stood.
    struct Standing: Hashable, Sendable, Codable {
        /// What made its containers.
        let blueprint: Blueprint
        /// Its containers, without addresses: those are given to the next one.
        let replicas: [Replica]
        /// How many of them requests went to.
        let serving: Int
        /// The weight that each had at the switch; nil where none was seen.
        let weight: Int?
        /// The port at which the switch reached them; nil where none was seen.
        let port: Int?
    }

    /// Of this format.
    var format = 1
    /// In the order in which they roll.
    var services: [Standing]

    /// Reads what a journal kept.
    init(_ evidence: Evidence?, of step: PlannedStep) throws {
        guard let record = evidence?.record,
            let found = try? JSONDecoder().decode(RollRecord.self, from: Data(record.utf8)), found.format == 1
        else { throw RollFailure.noRecord(step: step.name) }
        self = found
    }

    init(services: [Standing]) { self.services = services }

    /// As a journal keeps it.
    func evidence(facts: [String: String] = [:]) throws -> Evidence {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Evidence(facts: facts, record: String(decoding: try encoder.encode(self), as: UTF8.self))
    }
}
