package import Ports

extension HAProxySwitch {
    /// Adds a server and waits until the switch itself calls it up.
    ///
    /// It has proved itself, so the switch need not find out by its own checks; those go on from there.
    package func admit(_ endpoint: Endpoint, named name: String, for service: String, weight: Int)
        async throws
    {
        let server = "\(try backend(of: service))/\(name)"
        let address = endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host
        let place = "\(address):\(endpoint.port)"
        try await files[service]?.change { $0.put(name, "\(place) weight \(weight) \(options)") }
        let known = try await routes(for: service).first { $0.name == name }
        if known == nil {
            try await tell(
                "add server \(server) \(place) weight \(weight) \(options)",
                expecting: ["New server registered"])
        } else if known?.host != endpoint.host || known?.port != endpoint.port {
            try await tell(
                "set server \(server) addr \(endpoint.host) port \(endpoint.port)",
                expecting: ["changed from", "no need to change"])
        }
        if known?.weight != weight { try await tell("set server \(server) weight \(weight)") }
        try await tell("set server \(server) state ready")
        if options.contains("check") {
            try await tell("enable health \(server)")
            try await tell("set server \(server) health up")
        }
        try await verify(name, of: service, "is admitted") { route in
            route?.state == .admitted && route?.host == endpoint.host && route?.port == endpoint.port
        }
    }

    /// Gives a server another weight.
    package func weigh(_ name: String, for service: String, weight: Int) async throws {
        try await files[service]?.change { $0.weigh(name, weight) }
        try await tell("set server \(try backend(of: service))/\(name) weight \(weight)")
        try await verify(name, of: service, "weighs \(weight)") { $0?.weight == weight }
    }

    /// Lets a server finish what it has.
    package func drain(_ name: String, for service: String) async throws {
        try await tell("set server \(try backend(of: service))/\(name) state drain")
        try await verify(name, of: service, "drains") { $0?.state != .admitted }
    }

    /// Deletes a server; what still runs on it is cut and counted.
    package func remove(_ name: String, for service: String) async throws -> CutRequests {
        let server = "\(try backend(of: service))/\(name)"
        guard let route = try await routes(for: service).first(where: { $0.name == name }) else {
            try await files[service]?.change { $0.remove(name) }
            return CutRequests(0)
        }
        try await tell("set server \(server) state maint")
        let cut = route.sessions ?? 0
        if cut > 0 { try await tell("shutdown sessions server \(server)") }
        try await delete(server)
        try await verify(name, of: service, "is gone") { $0 == nil }
        try await files[service]?.change { $0.remove(name) }
        return CutRequests(cut)
    }

    /// One after the other: the runtime makes each at once.
    package func apply(_ changes: [RouteChange], for service: String) async throws -> CutRequests {
        var cut = 0
        for change in changes {
            switch change {
            case .admit(let endpoint, let name, let weight):
                try await admit(endpoint, named: name, for: service, weight: weight)
            case .drain(let name): try await drain(name, for: service)
            case .remove(let name): cut += try await remove(name, for: service).count
            }
        }
        return CutRequests(cut)
    }

    /// A server is not deleted while a connection to it is open; sessions that were shut down and idle
    /// connections need a moment to be gone.
    private func delete(_ server: String) async throws {
        let end = ContinuousClock.now + HAProxySwitch.patience
        var pause = Duration.milliseconds(5)
        while true {
            let answer = try await line.ask("del server \(server)").excerpt
            if answer.contains("Server deleted") || answer.contains("No such server") { return }
            guard answer.contains("connection"), ContinuousClock.now < end else {
                throw TrafficFailure(
                    .refused, at: line.place, why: "to `del server \(server)` it says: \(answer)")
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(500))
        }
    }

    private func verify(
        _ name: String, of service: String, _ wish: String, _ holds: (Route?) -> Bool
    ) async throws {
        let end = ContinuousClock.now + HAProxySwitch.patience
        var pause = Duration.milliseconds(5)
        while true {
            let route = try await routes(for: service).first { $0.name == name }
            if holds(route) { return }
            guard ContinuousClock.now < end else {
                let state = route.map { "\($0.state) at \($0.host):\($0.port)" } ?? "not there"
                throw TrafficFailure(
                    .notAsAsked, at: line.place, why: "\(name) \(wish) was asked, it is \(state)")
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(500))
        }
    }
}
