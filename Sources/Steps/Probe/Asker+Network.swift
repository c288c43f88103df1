internal import Basis
internal import FoundationEssentials
internal import HTTP
internal import Updates

extension Asker {
    /// So many replicas are asked at once: more would be a load of its own.
    private static let atOnce = 16

    /// A request, to the front door or to every replica.
    func http(_ question: HTTPQuestion) async throws -> Answer {
        let inquiry = try await Inquiry(question, fill)
        let places = try await places(of: question, inquiry)
        guard !places.isEmpty else { return .failed("no replica of `\(question.service)` can be asked") }
        return try await each(places) { place in
            try await inquiry.ask(place, over: means.web, deadline: deadline)
        }
    }

    /// A connection, to the front door or to every replica.
    func tcp(_ address: Address) async throws -> Answer {
        let places = try await places(at: address)
        guard !places.isEmpty else {
            return .failed("no replica of `\(address.service?.value ?? "")` can be asked")
        }
        return try await each(places) { place in
            let name = "\(place.host):\(place.port)"
            do {
                try await means.web.knock(place, deadline: deadline)
                return .passed("\(name) accepts connections")
            } catch let failure as HTTPFailure {
                return .failed("\(name): \(failure.diagnostic.why ?? failure.diagnostic.what)")
            }
        }
    }

    /// How long the certificate is still good that a host shows.
    func certificate(of address: Address) async throws -> Measured {
        let place = try await places(at: address, usual: 443).first
        guard let place else { throw GateFailure.noWay(what: "no replica can be asked", gate.span) }
        let chain = try await means.web.certificates(of: place.host, port: place.port, deadline: deadline)
        // The first of the chain to expire breaks it.
        let ends = chain.map(\.notAfter).min() ?? .distantPast
        let left = Duration.seconds(Int64(ends.timeIntervalSince(.now)))
        return Measured(name: "the certificate of \(place.host)", amount: .duration(max(.zero, left)))
    }

    /// Where a request goes.
    func places(of question: HTTPQuestion, _ inquiry: Inquiry) async throws -> [WebPlace] {
        if let url = inquiry.url { return [url] }
        guard let address = question.address else {
            return [inquiry.place(at: try frontDoor(for: question.target.span))]
        }
        return try await places(at: address).map(inquiry.place)
    }

    /// Where an address leads. A port alone is one of the front door's host.
    private func places(at address: Address, usual: UInt16? = nil) async throws -> [WebPlace] {
        let port = address.port.flatMap { UInt16(exactly: $0.value) }
        if let service = address.service {
            return try await replicas(of: service, port: address.port?.value)
        }
        if let host = address.host {
            let name = try await fill.words(host)
            return [WebPlace(host: name, port: port ?? usual ?? 80)]
        }
        let door = try frontDoor(for: address.port?.span ?? gate.span)
        guard let port else { return [door] }
        return [WebPlace(isSecure: door.isSecure, host: door.host, port: port)]
    }

    /// Asks several places, a bounded number at once; all must pass.
    private func each(
        _ places: [WebPlace], _ ask: @escaping @Sendable (WebPlace) async throws -> Answer
    ) async throws -> Answer {
        try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
            var answers: [(Int, Answer)] = []
            for (index, place) in places.enumerated() {
                if index >= Asker.atOnce, let one = try await group.next() { answers.append(one) }
                group.addTask { (index, try await ask(place)) }
            }
            for try await one in group { answers.append(one) }
            return .all(answers.sorted { $0.0 < $1.0 }.map(\.1))
        }
    }
}

extension HTTPQuestion {
    fileprivate var service: String { address?.service?.value ?? "" }
}
