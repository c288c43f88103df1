internal import Ports
internal import Updates

/// The roll of one service as it stands: what is seen of it, and what is under way.
///
/// Pure: it is told what was seen and what ended, and says what may be begun.
struct Passage: Sendable {
    /// How requests find the service.
    enum Door: Hashable, Sendable {
        /// By its name on the companion network.
        case name
        /// By a switch; some must be loaded anew for each change.
        case `switch`(reloads: Bool)
    }

    /// What is known of a container's proof.
    enum Proof: Hashable, Sendable {
        /// It is being asked.
        case asking
        /// It passes, and must go on doing so for a while.
        case ready
        /// It passed for as long as it must.
        case proved
        /// A final verdict.
        case failed(String)
    }

    /// Who makes the containers: what every name carries.
    struct Maker: Hashable, Sendable {
        let project: String
        let run: RunID
        let epoch: Epoch
        let step: StepID
        let attempt: Int
    }

    let maker: Maker
    let rules: RollRules
    let door: Door
    /// What new containers are made from.
    let blueprint: Blueprint
    /// How many serve at any time, as long as they do not fail by themselves.
    let promised: Int

    var comers: [Comer]
    var goers: [Goer]
    /// Those that are as they should be already.
    let stayers: Set<String>
    /// Those that neither serve nor are wanted; somebody else's business.
    let idlers: Set<String>
    /// Those that stood before the run.
    let originals: Set<String>

    var replicas: [String: Replica] = [:]
    var routes: [Route] = []
    var proofs: [String: Proof] = [:]
    var underWay: Set<RollAct> = []
    /// Containers that this process started: their end is a failure, whatever they were before.
    var begun: Set<String> = []
    /// Containers that this process stopped.
    var ended: Set<String> = []
    var settled: Set<String> = []
    var lastAdmission: Duration?
    /// Which share is in force, and since when.
    var share: (index: Int, since: Duration)?
    var now = Duration.zero

    /// A passage that knows its places and has seen nothing yet.
    init(
        maker: Maker, rules: RollRules, door: Door, blueprint: Blueprint, promised: Int, comers: [Comer],
        goers: [Goer], stayers: Set<String> = [], idlers: Set<String> = [], originals: Set<String>
    ) {
        (self.maker, self.rules, self.door, self.blueprint) = (maker, rules, door, blueprint)
        (self.promised, self.comers, self.goers) = (promised, comers, goers)
        (self.stayers, self.idlers, self.originals) = (stayers, idlers, originals)
    }

    var service: String { blueprint.service }

    /// The name of the container of a place. Attempt 0 is what was there before.
    func name(of comer: Comer) -> ReplicaName {
        let attempt = comer.failures == 0 ? maker.attempt : maker.attempt * 100 + comer.failures
        return ReplicaName(
            service: service, slot: comer.slot, run: maker.run, epoch: maker.epoch, step: maker.step,
            attempt: comer.isReturning ? 0 : attempt)
    }

    /// What a container must be called before it is stopped or removed, so that nobody with an older claim
    /// finds it; nil if it is called so.
    func dueName(of replica: Replica) -> String? {
        if let name = RunName(replica.name), name.isOf(maker.run) {
            return name.epoch == maker.epoch ? nil : name.under(maker.epoch)
        }
        let name = ReplicaName(
            service: service, slot: replica.slot, run: maker.run, epoch: maker.epoch, step: maker.step,
            attempt: 0)
        let text = name.text(in: maker.project)
        let isTaken = replicas.values.contains { $0.name == text }
        // Two of one slot, made by somebody who does not count as we do: the id makes the difference.
        return isTaken
            ? "\(maker.project)-\(service)-\(replica.id.prefix(12))-\(maker.run).\(maker.epoch).0" : text
    }

    func isBusy(_ id: String) -> Bool { underWay.contains { $0.concerns(id) } }
}
