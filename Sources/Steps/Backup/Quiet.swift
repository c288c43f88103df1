internal import Basis
internal import Ports
internal import Updates

/// Containers whose writes are stopped for a while.
struct Quiet: Sendable {
    /// A container ends within its grace, and the engine tells a little later.
    private static let act = Duration.seconds(60)
    private static let grace = Duration.seconds(30)

    let replicas: any Replicas
    let leash: any Leash

    /// The running containers of services, by name.
    func running(_ services: [String]) async throws -> [String] {
        let all = try await replicas.list(services)
        if let missing = services.first(where: { service in !all.contains { $0.service == service } }) {
            throw BackupFailure(.cannotStop, "there is no service `\(missing)` to stop", at: missing)
        }
        return all.filter(\.isRunning).map(\.name).sorted()
    }

    /// Stops containers; one that its restart policy would start again is told not to.
    func stop(_ names: [String]) async throws {
        for name in names {
            try await leash.permit("stop \(name)", lasting: Quiet.act)
            leash.tell(.said("stop \(name)"))
            try await replicas.setRestart(.no, of: name)
            try await replicas.stop(name, grace: Quiet.grace)
        }
    }

    /// Starts them again, each as it was; what runs already is left alone. All are tried before any failure
    /// is told.
    func resume(_ names: [String]) async throws {
        var failure: (any Error)?
        for name in names {
            do {
                try await mayStart(name)
                leash.tell(.said("start \(name) again"))
                _ = try await replicas.start(name)
                try await replicas.setRestart(.declared, of: name)
            } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
    }

    /// Held back is not fenced off: what was stopped is never left so while a person thinks.
    private func mayStart(_ name: String) async throws {
        do { try await leash.permit("start \(name)", lasting: Quiet.act) } catch Standstill.interrupted {}
    }
}
