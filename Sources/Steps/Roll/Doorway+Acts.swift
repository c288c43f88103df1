internal import Basis
internal import Ports
internal import Updates

extension Doorway {
    /// How long a switch may take for a change.
    static let bound = Duration.seconds(15)
    /// How long names that were resolved just before are still used.
    private static let lull = Duration.seconds(1)
    /// From one look at the requests under way to the next: at first often, since most end at once.
    private static let pauses = (first: Duration.milliseconds(10), last: Duration.seconds(1))

    /// Lets requests go to containers, and takes others out at the same time where the switch must be loaded
    /// anew. Verified: what the switch says afterwards is what counts.
    func turn(
        admit: [(Replica, Endpoint)], dismiss: [Replica], weight: Int, replicas: any Replicas,
        leash: any Leash
    ) async throws -> (Sighting, CutRequests) {
        guard let traffic else {
            for (replica, _) in admit {
                try await leash.permit("let \(service) lead to \(replica.name)", lasting: Doorway.bound)
                try await replicas.publish(replica.name)
            }
            return (try await look(), CutRequests(0))
        }
        let routes = try await look().routes
        let leaving = routes.filter { route in
            dismiss.contains { $0.addresses.values.contains(route.host) }
        }
        expect(admit.map(\.0.name) + leaving.map(\.name))
        let names = admit.map(\.0.name).joined(separator: ", ")
        try await leash.permit("let requests go to \(names)", lasting: Doorway.bound)
        var cut = CutRequests(0)
        if traffic.reloads {
            let changes =
                admit.map { RouteChange.admit($1, name: $0.name, weight: weight) }
                + leaving.map { .drain(name: $0.name) }
            cut = try await traffic.apply(changes, for: service)
        } else {
            for (replica, endpoint) in admit {
                try await traffic.admit(endpoint, named: replica.name, for: service, weight: weight)
            }
        }
        return (try await look(), cut)
    }

    /// Lets no new request go to a container, waits for those under way as long as they may take, and
    /// forgets it.
    func dismiss(
        _ replica: Replica, drain: Duration, replicas: any Replicas, time: any Timekeeper, leash: any Leash
    ) async throws -> (Sighting, CutRequests) {
        guard let traffic else {
            try await leash.permit("let \(service) lead to \(replica.name) no longer", lasting: Doorway.bound)
            try await replicas.withdraw(replica.name)
            try await time.sleep(for: min(Doorway.lull, drain))
            return (try await look(), CutRequests(0))
        }
        var cut = 0
        let entries = try await look().routes.filter { replica.addresses.values.contains($0.host) }
        for entry in entries {
            expect([entry.name])
            if entry.state == .admitted {
                try await leash.permit("drain \(entry.name)", lasting: Doorway.bound)
                try await traffic.drain(entry.name, for: service)
            }
            try await waitForRequests(on: entry.name, drain: drain, time: time)
            try await leash.permit("take \(entry.name) out", lasting: Doorway.bound)
            cut += try await traffic.remove(entry.name, for: service).count
        }
        return (try await look(), CutRequests(cut))
    }

    private func waitForRequests(on name: String, drain: Duration, time: any Timekeeper) async throws {
        let end = time.uptime + drain
        var pause = Doorway.pauses.first
        while true {
            let entry = try await look().routes.first { $0.name == name }
            guard let entry, entry.sessions != 0, time.uptime < end else { return }
            try await time.sleep(for: min(pause, end - time.uptime))
            pause = min(pause * 2, Doorway.pauses.last)
        }
    }

    /// Forgets an entry that leads astray, without a moment's wait.
    func forget(_ name: String, leash: any Leash) async throws -> (Sighting, CutRequests) {
        guard let traffic else { return (try await look(), CutRequests(0)) }
        expect([name])
        try await leash.permit("forget \(name)", lasting: Doorway.bound)
        let cut = try await traffic.remove(name, for: service)
        return (try await look(), cut)
    }

    /// Gives containers their shares.
    func weigh(_ weights: [(Replica, Int)], leash: any Leash) async throws -> Sighting {
        guard let traffic else { return try await look() }
        let routes = try await look().routes
        for (replica, weight) in weights {
            for route in routes where replica.addresses.values.contains(route.host) {
                try await leash.permit("weigh \(route.name)", lasting: Doorway.bound)
                try await traffic.weigh(route.name, for: service, weight: weight)
            }
        }
        return try await look()
    }
}
