internal import Basis
internal import HTTP
package import Subprocesses

/// A cluster, through its API server.
package struct Cluster: Sendable {
    let client: HTTPClient
    let login: Login
    private let asked: Guarded<Int>
    /// Where it is and who we are there.
    package let place: ClusterPlace

    /// A cluster at its place; nothing is asked of it yet. The launcher runs its login program, if it has
    /// one.
    package init(at place: ClusterPlace, launcher: Launcher) {
        var settings = HTTPSettings(place.endpoint, userAgent: "belay")
        settings.proxy = place.proxy
        client = HTTPClient(settings)
        login = Login(place, launcher: launcher)
        asked = Guarded(0)
        self.place = place
    }

    /// How many calls were made so far beside watches: what a run costs the server.
    package var callCount: Int { asked.withLock { $0 } }

    /// Makes a call whose answer is one JSON value. Calls that the server turned away because it is busy are
    /// made again, and so are those that may be repeated when the way there broke.
    func read(
        _ call: ClusterCall, atMost limit: ByteCount = ClusterLimits.object, by deadline: Deadline
    ) async throws(ClusterFailure) -> JSONTree {
        let bytes = try await bytes(call, atMost: limit, by: deadline)
        guard let tree = JSONTree(bytes) else {
            throw ClusterFailure(.notACluster, at: call.about, why: "its answer is no JSON")
        }
        return tree
    }

    /// Makes a call whose answer is what it is.
    func bytes(
        _ call: ClusterCall, atMost limit: ByteCount, by deadline: Deadline
    ) async throws(ClusterFailure) -> [UInt8] {
        let response = try await answer(call, by: deadline)
        do throws(HTTPFailure) {
            return try await response.collect(atMost: limit)
        } catch {
            throw ClusterFailure(error, at: call.about)
        }
    }

    /// Makes a call, and returns its answer while the body is still to come.
    func answer(
        _ call: ClusterCall, isCounted: Bool = true, by deadline: Deadline
    ) async throws(ClusterFailure) -> HTTPResponse {
        var pause = ClusterLimits.firstPause
        var isRenewed = false
        for attempt in 1... {
            if isCounted { asked.withLock { $0 += 1 } }
            let failure: ClusterFailure
            do throws(ClusterFailure) {
                return try await answerOnce(call, by: deadline)
            } catch {
                failure = error
            }
            if failure.code == .unauthorized, failure.status == 401, !isRenewed, login.mayRenew {
                isRenewed = true
                login.forget()
                continue
            }
            let wait = max(pause, failure.pause ?? .zero)
            guard Cluster.mayTryAgain(call, after: failure), attempt < ClusterLimits.tries,
                wait < deadline.remaining
            else { throw failure }
            do { try await Task.sleep(for: wait) } catch {
                throw ClusterFailure(.cancelled, at: call.about, why: "the work was interrupted")
            }
            pause *= 2
        }
        throw ClusterFailure(.busy, at: call.about, why: "it was asked too often")
    }

    private static func mayTryAgain(_ call: ClusterCall, after failure: ClusterFailure) -> Bool {
        switch failure.status {
        // The server did not begin with it.
        case 429: true
        case 503 where failure.pause != nil: true
        case 500, 502, 503, 504: call.mayBeRepeated
        case nil: call.mayBeRepeated && [.lost, .unreachable].contains(failure.code)
        default: false
        }
    }

    private func answerOnce(
        _ call: ClusterCall, by deadline: Deadline
    ) async throws(ClusterFailure) -> HTTPResponse {
        let headers = try await login.headers(by: deadline)
        let request = call.request(below: place.base, headers: headers)
        let response: HTTPResponse
        do throws(HTTPFailure) {
            response = try await client.send(request, deadline: deadline)
        } catch {
            let failure = ClusterFailure(error, at: call.about)
            let isFar = [.unreachable, .untrusted].contains(failure.code)
            throw isFar ? ClusterFailure(failure.code, at: place.name, why: failure.why) : failure
        }
        if (200..<300).contains(response.status) { return response }
        let words = (try? await response.body.collect(atMost: ClusterLimits.refusal)) ?? []
        throw ClusterFailure(
            status: response.status, body: words, retryAfter: response.headers["Retry-After"], at: call.about)
    }

    /// Counts a call that is made beside these: a conversation.
    func count() { asked.withLock { $0 += 1 } }
}
