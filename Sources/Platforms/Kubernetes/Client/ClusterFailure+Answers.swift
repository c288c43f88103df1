internal import Basis
internal import HTTP

extension ClusterFailure {
    /// A server that asks for more patience than this is down, not busy.
    private static let longestPause = Duration.seconds(30)

    /// What became of a call that got no answer.
    init(_ failure: HTTPFailure, at place: String) {
        let code: ClusterCode =
            switch failure.code {
            case .timedOut, .idle: .timedOut
            case .cancelled, .closed: .cancelled
            case .reset, .truncated, .requestBodyFailed: .lost
            case .untrusted, .expired, .wrongHost, .tlsFailed, .badAuthorities: .untrusted
            case .identityRefused, .badIdentity: .unauthorized
            case .nonsense, .headTooLarge, .bodyTooLong, .tooManyRedirects, .badRedirect, .upgradeRefused:
                .notACluster
            case .outOfMemory, .unknown, .badRequest, .unexpectedStatus: .failed
            default: .unreachable
            }
        let words = [failure.diagnostic.what, failure.why].compactMap { $0 }.joined(separator: ": ")
        self.init(code, at: place, why: words, status: failure.status)
    }

    /// What an answer with a status of failure says: a `Status` object, or whatever a proxy writes.
    init(status: Int, body: [UInt8], retryAfter: String?, at place: String) {
        let tree = JSONTree(body)
        let said = tree?["message"]?.string ?? String(decoding: body.prefix(400), as: UTF8.self)
        let reason = tree?["reason"]?.string ?? ""
        let seconds = retryAfter.flatMap { Int($0) } ?? tree?["details"]?["retryAfterSeconds"]?.int
        let pause = seconds.map { min(.seconds(max(0, $0)), ClusterFailure.longestPause) }
        let causes = tree?["details"]?["causes"]?.items ?? []
        var code = ClusterFailure.code(status: status, reason: reason, words: said)
        var why = said.oneLine
        if status == 409, causes.contains(where: { $0["reason"]?.string == "FieldManagerConflict" }) {
            code = .ownedByOther
            why = ClusterFailure.owners(in: causes)
        }
        self.init(
            code, at: place, why: why.isEmpty ? "status \(status)" : why, status: status, pause: pause)
    }

    /// `spec.replicas (conflict with "kubectl" using apps/v1)`, for each field.
    private static func owners(in causes: [JSONTree]) -> String {
        causes.prefix(ClusterLimits.namedCauses).map { cause in
            "\(cause["field"]?.string ?? "a field"): \(cause["message"]?.string ?? "owned by another")"
        }.joined(separator: "; ").oneLine
    }

    private static func code(status: Int, reason: String, words: String) -> ClusterCode {
        let words = words.lowercased()
        if words.contains("exceeded quota") { return .overQuota }
        if words.contains("admission webhook") || words.contains("validatingadmissionpolicy")
            || words.contains("violates podsecurity")
        {
            return .denied
        }
        switch (status, reason) {
        case (_, "AlreadyExists"): return .alreadyThere
        case (401, _): return .unauthorized
        case (403, _): return .forbidden
        case (404, _): return .notFound
        case (409, _): return .conflict
        case (410, _): return .expired
        case (400, _), (405, _), (406, _), (413, _), (415, _), (422, _): return .invalid
        case (429, _): return .busy
        case (504, _): return .timedOut
        default: return .failed
        }
    }
}

extension String {
    /// Foreign words fit for one line: cut, and without control characters.
    var oneLine: String {
        var shown = String.UnicodeScalarView()
        for scalar in unicodeScalars.prefix(ClusterLimits.words) {
            shown.append(scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value) ? " " : scalar)
        }
        let text = String(shown)
        let blank = { (character: Character) in character == " " }
        return String(text.drop(while: blank).reversed().drop(while: blank).reversed())
    }
}
