package import Basis
internal import FoundationEssentials
package import HTTP

/// A container engine that speaks Docker's API.
package struct DockerEngine: Sendable {
    let client: HTTPClient
    let place: String
    /// The version in which calls are made.
    package let api: APIVersion
    private let asked: Guarded<Int>
    private let witness: EngineWitness?

    /// An engine at an endpoint. Nothing is asked of it yet; whatever is, the witness is told.
    package init(at endpoint: HTTPEndpoint, telling witness: EngineWitness? = nil) {
        self.init(
            client: HTTPClient(HTTPSettings(endpoint, userAgent: "belay")), place: "\(endpoint)",
            api: .oldest, asked: Guarded(0), telling: witness)
    }

    private init(
        client: HTTPClient, place: String, api: APIVersion, asked: Guarded<Int>,
        telling witness: EngineWitness?
    ) {
        (self.client, self.place, self.api, self.asked) = (client, place, api, asked)
        self.witness = witness
    }

    /// How many calls were made so far: what a run costs the engine.
    package var callCount: Int { asked.withLock { $0 } }

    /// The same engine, spoken to in the newest version that both sides know.
    package func agreed(by deadline: Deadline) async throws(DockerFailure) -> DockerEngine {
        let answer = try await answer(
            EngineCall(.get, "/_ping", isVersioned: false), by: deadline)
        guard let text = answer.headers["API-Version"], let theirs = APIVersion(text) else {
            throw DockerFailure(.notAnEngine, at: place, why: "it does not say which API it speaks")
        }
        guard theirs >= .oldest else {
            throw DockerFailure(
                .tooOld, at: place, why: "it speaks \(theirs), and \(APIVersion.oldest) is the least")
        }
        return DockerEngine(
            client: client, place: place, api: min(theirs, .newest), asked: asked, telling: witness)
    }

    /// Makes a call whose answer has nothing to say.
    func call(_ call: EngineCall, by deadline: Deadline) async throws(DockerFailure) {
        let answer = try await answer(call, by: deadline)
        _ = try await bytes(of: answer, atMost: EngineLimits.object, call)
    }

    /// Makes a call whose answer is one JSON value.
    func read<Value: Decodable>(
        _ call: EngineCall, atMost limit: ByteCount = EngineLimits.object,
        by deadline: Deadline
    ) async throws(DockerFailure) -> Value {
        let answer = try await answer(call, by: deadline)
        let bytes = try await bytes(of: answer, atMost: limit, call)
        return try decode(bytes, call)
    }

    /// Makes a call, and returns its answer while the body is still to come.
    func answer(_ call: EngineCall, by deadline: Deadline) async throws(DockerFailure) -> HTTPResponse {
        let response: HTTPResponse
        asked.withLock { $0 += 1 }
        let began = ContinuousClock.now
        do throws(HTTPFailure) {
            response = try await client.send(call.request(in: api), deadline: deadline)
        } catch {
            witness?.tell(call, came: error.code.rawValue, since: began)
            throw DockerFailure(error, at: placeOf(call))
        }
        witness?.tell(call, came: "\(response.status)", since: began)
        // Not modified: a container that was to be started runs, or one that was to be stopped does not.
        if (200..<300).contains(response.status) || response.status == 304 { return response }
        let words = (try? await response.body.collect(atMost: EngineLimits.refusal)) ?? []
        throw DockerFailure(
            status: response.status, body: String(decoding: words, as: UTF8.self), about: call.thing,
            at: placeOf(call))
    }

    /// Asks for the connection itself.
    func converse(_ call: EngineCall, by deadline: Deadline) async throws(DockerFailure) -> HijackedStream {
        asked.withLock { $0 += 1 }
        do throws(HTTPFailure) {
            return try await client.upgrade(call.request(in: api), deadline: deadline)
        } catch {
            guard error.code == .unexpectedStatus, let status = error.status else {
                throw DockerFailure(error, at: placeOf(call))
            }
            throw DockerFailure(
                status: status, body: error.why ?? "", about: call.thing, at: placeOf(call))
        }
    }

    func decode<Value: Decodable>(_ bytes: [UInt8], _ call: EngineCall) throws(DockerFailure) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        } catch {
            throw DockerFailure(
                .notAnEngine, at: place, why: "its \(call.path) \(DockerEngine.flaw(error))")
        }
    }

    func bytes(
        of answer: HTTPResponse, atMost limit: ByteCount, _ call: EngineCall
    ) async throws(DockerFailure) -> [UInt8] {
        do throws(HTTPFailure) {
            return try await answer.collect(atMost: limit)
        } catch {
            throw DockerFailure(error, at: placeOf(call))
        }
    }

    /// The thing that a call is about, or the engine.
    func placeOf(_ call: EngineCall) -> String { call.thing.name ?? place }
}

extension DockerEngine {
    /// The decoder's own words name its types, not what is wrong with the answer.
    static func flaw(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, _): "has no `\(key.stringValue)`"
        case .typeMismatch(_, let context) where !context.codingPath.isEmpty,
            .valueNotFound(_, let context) where !context.codingPath.isEmpty:
            "has another kind of `\(context.codingPath.map(\.stringValue).joined(separator: "."))`"
        default: "is no JSON object"
        }
    }
}
