/// A release as it was put into force, or was tried: everything that the way back to it needs.
package struct ReleaseRecord: Hashable, Sendable, Codable {
    /// What became of it.
    package enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
        /// It was committed.
        case committed
        /// It failed its gates, and is refused until somebody overrides that.
        case refused
    }

    /// Its name and its pin.
    package let release: PinnedRelease
    /// The run.
    package let run: RunID
    /// What became of it.
    package let outcome: Outcome
    /// The services as they stood, images by id.
    package let services: [ServiceState]
    /// For each service everything that makes its containers, sealed.
    package let blueprints: [String: Blueprint]
    /// The schema's revision, where there are migrations.
    package let revision: String?
    /// The folder of its checkout; never deleted while the record is kept.
    package let checkout: String?
    /// Who put it into force or tried it.
    package let requester: Requester
    /// When, in milliseconds since 1970.
    package let time: Int64
    /// The schema as its last migration left it, where there was one.
    package var schema: SchemaRecord?

    /// A record of its parts.
    package init(
        release: PinnedRelease, run: RunID, outcome: Outcome, services: [ServiceState],
        blueprints: [String: Blueprint], revision: String?, checkout: String?, requester: Requester,
        time: Int64
    ) {
        (self.release, self.run, self.outcome, self.services) = (release, run, outcome, services)
        (self.blueprints, self.revision, self.checkout) = (blueprints, revision, checkout)
        (self.requester, self.time) = (requester, time)
    }
}
