import Basis
internal import HTTP

extension GitError {
    /// What a failure under https means for a fetch.
    init(_ failure: HTTPFailure, for job: Job, trusting trust: CertificateTrust) {
        let diagnostic = failure.diagnostic
        let why = Remark.clean(
            (diagnostic.what + (diagnostic.why.map { ": \($0)" } ?? "")).utf8)
        switch failure.code {
        case .badRequest: self = .badAddress(shown: job.place, why: why)
        case .untrusted, .expired, .wrongHost: self = .certificateRefused(place: job.place, why: why)
        case .badAuthorities:
            guard case .file(let path) = trust else { fallthrough }
            self = .certificateRefused(place: path, why: why)
        case .timedOut, .cancelled: self = job.stop ?? .unreachable(place: job.place, why: why)
        default: self = .unreachable(place: job.place, why: why)
        }
    }
}
