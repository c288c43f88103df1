/// Everything that the cluster holds: objects by kind, namespace and name, and what happened to them.
struct World: Sendable {
    /// By kind, namespace and name.
    private(set) var shelves: [String: [String: [String: JSON]]] = [:]
    private(set) var revision: Int64 = 1000
    /// What watches can still be told, oldest first.
    private(set) var history: [Change] = []
    /// The newest revision of which nothing is known any more.
    private(set) var compacted: Int64 = 1000
    /// Who is owned, by the owner's uid.
    private(set) var dependents: [String: Set<ObjectKey>] = [:]

    /// What controllers have to look at, in the order in which it came up.
    private(set) var due: [ObjectKey] = []
    private var isDue: Set<ObjectKey> = []
    /// What they have to look at later.
    private var alarms: [Int64: [ObjectKey]] = [:]

    var bells: [ObjectIdentifier: Bell] = [:]
    var settings: StandInSettings
    /// What runs on the nodes, by the pods' uid.
    var lives: [String: PodLife] = [:]
    /// The rests of lists that were answered in part, by their continue tokens.
    var rests: [String: [JSON]] = [:]
    var tokens: [String: User]
    /// What pods take of nodes, by node and uid.
    var occupants: [String: [String: Room]] = [:]
    /// Starts a program that stands for a container, and tells the world what becomes of it.
    var launch: (@Sendable (LaunchOrder) -> LocalProcess?)?
    /// Pods that found no node.
    var waiting: Set<ObjectKey> = []
    /// When a Deployment last got on, by its uid.
    var progressed: [String: Int64] = [:]
    /// When a Job began, when it was over, and when it may try again, by its uid.
    var begun: [String: Int64] = [:]
    var over: [String: Int64] = [:]
    var retries: [String: (failed: Int, at: Int64)] = [:]
    var addresses: Int64 = 1

    /// How many changes are kept for watches; the real server keeps some minutes of them.
    private static let historyAtMost = 20_000

    init(_ settings: StandInSettings) {
        self.settings = settings
        tokens = [settings.adminToken: .admin]
    }

    // MARK: Looking

    func object(_ key: ObjectKey) -> JSON? { shelves[key.kind]?[key.namespace]?[key.name] }

    func object(_ kind: String, _ namespace: String, _ name: String) -> JSON? {
        shelves[kind]?[namespace]?[name]
    }

    /// All of a kind, in the order of the real server: by namespace, then by name.
    func all(_ kind: String, in namespace: String? = nil) -> [JSON] {
        let shelf = shelves[kind] ?? [:]
        let namespaces = namespace.map { [$0] } ?? shelf.keys.sorted()
        return namespaces.flatMap { (shelf[$0] ?? [:]).sorted { $0.key < $1.key }.map(\.value) }
    }

    /// What an owner owns, by name.
    func owned(by owner: JSON, kind: String? = nil) -> [JSON] {
        (dependents[owner.uid] ?? []).filter { kind == nil || $0.kind == kind }
            .sorted { ($0.kind, $0.name) < ($1.kind, $1.name) }.compactMap(object)
    }

    /// What an owner governs.
    func governed(by owner: JSON, kind: String) -> [JSON] {
        owned(by: owner, kind: kind).filter { $0.controller?.words("uid") == owner.uid }
    }

    // MARK: Changing

    /// Keeps an object as it is, with a new resource version, and tells everybody; what is kept then.
    @discardableResult
    mutating func put(_ object: JSON, as kind: Kind) -> JSON {
        let key = ObjectKey(of: object, as: kind)
        let previous = self.object(key)
        revision += 1
        var object = object
        object[["metadata", "resourceVersion"]] = .text(String(revision))
        shelves[kind.id, default: [:]][key.namespace, default: [:]][key.name] = object
        relink(key, from: previous, to: object)
        record(key, previous == nil ? .added : .modified, object, previous)
        return object
    }

    /// Removes an object for good.
    mutating func remove(_ key: ObjectKey) {
        guard let previous = object(key) else { return }
        revision += 1
        var object = previous
        object[["metadata", "resourceVersion"]] = .text(String(revision))
        shelves[key.kind]?[key.namespace]?[key.name] = nil
        relink(key, from: previous, to: nil)
        record(key, .deleted, object, previous)
        for dependent in dependents[previous.uid] ?? [] { touch(dependent) }
    }

    private mutating func relink(_ key: ObjectKey, from old: JSON?, to new: JSON?) {
        let before = Set((old?.owners ?? []).map { $0.words("uid") })
        let after = Set((new?.owners ?? []).map { $0.words("uid") })
        for uid in before.subtracting(after) {
            dependents[uid]?.remove(key)
            if dependents[uid]?.isEmpty == true { dependents[uid] = nil }
        }
        for uid in after.subtracting(before) { dependents[uid, default: []].insert(key) }
    }

    private mutating func record(_ key: ObjectKey, _ act: Change.Act, _ object: JSON, _ previous: JSON?) {
        history.append(
            Change(revision: revision, key: key, act: act, object: object, previous: previous))
        if history.count > World.historyAtMost { forget(before: history.count - World.historyAtMost / 2) }
        touch(key)
        for owner in object.owners {
            guard let kind = Kind.find(apiVersion: owner.words("apiVersion"), name: owner.words("kind"))
            else { continue }
            touch(ObjectKey(kind.id, kind.isNamespaced ? key.namespace : "", owner.words("name")))
        }
        concern(key, object)
        for bell in bells.values { bell.ring() }
    }

    private mutating func forget(before count: Int) {
        compacted = history[count - 1].revision
        history.removeFirst(count)
    }

    /// Forgets what happened until now, as a compaction does.
    mutating func compact() {
        compacted = revision
        history = []
        rests = [:]
        for bell in bells.values { bell.ring() }
    }

    // MARK: What is to be looked at

    /// Has controllers look at something soon.
    mutating func touch(_ key: ObjectKey) {
        if isDue.insert(key).inserted { due.append(key) }
    }

    /// Has controllers look at something after some seconds of the cluster's time.
    mutating func touch(_ key: ObjectKey, afterSeconds seconds: Double) {
        let moment = Moment.monotonic() + Int64(max(0, seconds) * settings.secondNanoseconds)
        alarms[moment / World.tick + 1, default: []].append(key)
    }

    /// Alarms ring together if they are no further apart: two milliseconds.
    private static let tick: Int64 = 2_000_000

    /// What is to be looked at now.
    mutating func takeDue() -> [ObjectKey] {
        let now = Moment.monotonic() / World.tick
        for tick in alarms.keys where tick <= now {
            for key in alarms.removeValue(forKey: tick) ?? [] { touch(key) }
        }
        defer { (due, isDue) = ([], []) }
        return due
    }

    /// How long nothing is to be looked at, unless something happens.
    var quietMilliseconds: Int {
        guard due.isEmpty else { return 0 }
        guard let next = alarms.keys.min() else { return 1000 }
        return Int(max(1, min(1000, (next * World.tick - Moment.monotonic() + 999_999) / 1_000_000)))
    }
}
