internal import Basis
internal import Glibc

/// One connection: requests are answered one after the other until one takes it over.
struct Session {
    let cluster: StandInCluster
    let wire: Wire

    init(_ cluster: StandInCluster, _ wire: Wire) { (self.cluster, self.wire) = (cluster, wire) }

    func serve() {
        while let request = wire.readRequest() {
            guard serve(request) else { return }
        }
    }

    /// Answers one request; false if nothing can follow it.
    private func serve(_ request: WireRequest) -> Bool {
        cluster.note(
            RequestRecord(
                method: request.method, path: "/" + request.path.joined(separator: "/"),
                isWatch: request.isAsked("watch"), agent: request.headers["user-agent"] ?? ""))
        let fault = cluster.fault(for: request)
        switch fault {
        case .dropBefore: return false
        case .delay(let milliseconds): usleep(UInt32(milliseconds) * 1000)
        case .answer(let status, let seconds):
            return wire.write(Session.refusal(status, seconds).bytes)
        case .dropAfter, nil: break
        }
        do throws(Refusal) {
            switch try Requests(cluster, request).reply() {
            case .answer(let answer):
                if case .dropAfter = fault { return false }
                return send(answer, to: request)
            case .takeover(let speak):
                speak(wire)
                return false
            }
        } catch {
            if case .dropAfter = fault { return false }
            var answer = Answer(status: error.code, error.status)
            answer.headers = error.headers
            return send(answer, to: request)
        }
    }

    private func send(_ answer: Answer, to request: WireRequest) -> Bool {
        var answer = answer
        answer.headers.append(("Audit-Id", Names.uid()))
        if request.method == "HEAD" { answer.body = [] }
        return wire.write(answer.bytes) && request.headers["connection"]?.lowercased() != "close"
    }

    private static func refusal(_ status: Int, _ seconds: Int?) -> Answer {
        let refusal =
            switch status {
            case 429:
                Refusal(
                    code: 429, reason: "TooManyRequests",
                    message: "The server has received too many requests and has asked us to try again later",
                    details: seconds.map { ["retryAfterSeconds": .integer(Int64($0))] } ?? [:])
            case 503:
                Refusal(
                    code: 503, reason: "ServiceUnavailable",
                    message: "the server is currently unable to handle the request")
            default: Refusal.internalError("the stand-in was told to fail")
            }
        var answer = Answer(status: status, refusal.status)
        if let seconds { answer.headers.append(("Retry-After", String(seconds))) }
        return answer
    }
}
