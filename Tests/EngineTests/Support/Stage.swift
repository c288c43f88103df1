import HTTP
import Basis
import Testing

/// What one test made on the engine, all under a name of its own, and removed when its scope ends.
final class Stage: Sendable {
    let engine: RealEngine
    /// The beginning of every name.
    let prefix: String
    private let cleanUps = Guarded<[@Sendable () async throws -> Void]>([])

    private init(_ engine: RealEngine) {
        self.engine = engine
        prefix = "test\(UInt64.random(in: 0...UInt64.max))"
    }

    /// Gives the work a stage, takes everything down in reverse order whatever happens, and proves that
    /// nothing is left.
    static func with<Result>(_ work: (Stage) async throws -> Result) async throws -> Result {
        let stage = Stage(try await RealEngine.shared())
        do {
            let result = try await work(stage)
            await stage.takeDown()
            return result
        } catch {
            await stage.takeDown()
            throw error
        }
    }

    /// Has something done at the end.
    func atEnd(_ work: @escaping @Sendable () async throws -> Void) { cleanUps.withLock { $0.append(work) } }

    private func takeDown() async {
        // Taken out: most of them hold the stage that holds them.
        let cleanUps = cleanUps.withLock { cleanUps in
            defer { cleanUps = [] }
            return cleanUps
        }
        for cleanUp in cleanUps.reversed() {
            await #expect(throws: Never.self) { try await cleanUp() }
        }
        await #expect(throws: Never.self) {
            let left = try await leftovers()
            #expect(left == [], "left on the engine")
        }
    }

    /// Names on the engine that begin with ours.
    func leftovers() async throws -> [String] {
        let containers = try await engine.json(.get, "/containers/json?all=1").elements.flatMap {
            $0["Names"].elements
        }
        let networks = try await engine.json(.get, "/networks").elements.map { $0["Name"] }
        let volumes = try await engine.json(.get, "/volumes")["Volumes"].elements.map { $0["Name"] }
        let images = try await engine.json(.get, "/images/json").elements.flatMap {
            $0["RepoTags"].elements + $0["RepoDigests"].elements
        }
        return (containers + networks + volumes + images).compactMap(\.string).filter { $0.contains(prefix) }
    }

    /// Makes a container that is removed at the end, whatever its state; returns its name.
    func create(_ role: String, _ specification: JSON) async throws -> String {
        let name = "\(prefix)-\(role)"
        let engine = engine
        try await engine.call(.post, "/containers/create?name=\(name)", specification)
        atEnd { try await engine.call(.delete, "/containers/\(name)?force=1&v=1") }
        return name
    }

    /// Makes and starts a container; returns its name.
    func run(_ role: String, _ specification: JSON) async throws -> String {
        let name = try await create(role, specification)
        try await engine.call(.post, "/containers/\(name)/start")
        return name
    }

    /// The address of a running container on the engine's own bridge.
    func address(of name: String) async throws -> String {
        let state = try await engine.json(.get, "/containers/\(name)/json")
        return try #require(state["NetworkSettings"]["IPAddress"].string.flatMap { $0.isEmpty ? nil : $0 })
    }

    /// Waits until something is so, looking again and again for as long as any call may take.
    func until(_ what: String, _ holds: () async throws -> Bool) async throws {
        let end = ContinuousClock.now.advanced(by: RealEngine.patience)
        while try await !holds() {
            guard ContinuousClock.now < end else { throw Complaint("never came true: \(what)") }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
