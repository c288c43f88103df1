internal import Glibc
import Subprocesses

/// Checks a signature with `ssh-keygen -Y`, as git does.
struct SSHVerification {
    /// What git signs in; a signature made for another purpose is none.
    private static let namespace = "git"
    /// One key may stand for several people; more than this is a mistake.
    private static let principalsLimit = 16

    let verifier: Verifier
    let allowed: String?

    init(_ verifier: Verifier, _ allowed: String?) { (self.verifier, self.allowed) = (verifier, allowed) }

    func verdict(on signed: SignedObject) async throws(GitError) -> SignatureVerdict {
        let file = try verifier.room.write(signed.signature, as: "signature")
        let sound = try await keygen(["check-novalidate", "-n", Self.namespace, "-s", file], signed)
        guard sound.exit.isSuccess else { return .bad(why: Remark.clean(sound.errors.bytes)) }
        let key =
            sound.output.text.split(whereSeparator: \.isWhitespace).last { $0.hasPrefix("SHA256:") } ?? ""
        let unknown = Signer(name: "", key: String(key))
        guard let allowed else { return .untrusted(unknown, .ssh, .unknownKey) }
        _ = try FileBytes.read(allowed)
        let time = "-Overify-time=\(Self.stamp(signed.time))"
        let found = try await keygen(["find-principals", time, "-s", file, "-f", allowed], signed)
        guard found.exit.isSuccess else {
            return .untrusted(unknown, .ssh, Self.distrust(found) ?? .unknownKey)
        }
        var reason = SignatureVerdict.Distrust.unknownKey
        for principal in found.output.text.split(whereSeparator: \.isNewline).prefix(Self.principalsLimit) {
            let arguments = ["-n", Self.namespace, "-s", file, "-f", allowed, "-I", String(principal)]
            let verified = try await keygen(["verify", time] + arguments, signed)
            if verified.exit.isSuccess {
                return .good(Signer(name: String(principal), key: unknown.key), .ssh)
            }
            reason = Self.distrust(verified) ?? .notAllowed(why: Remark.clean(verified.errors.bytes))
        }
        return .untrusted(unknown, .ssh, reason)
    }

    private func keygen(_ arguments: [String], _ signed: SignedObject) async throws(GitError) -> Outcome {
        try await verifier.run("ssh-keygen", ["-Y"] + arguments, input: signed.payload)
    }

    private static func distrust(_ outcome: Outcome) -> SignatureVerdict.Distrust? {
        outcome.errors.text.contains("expired") ? .expiredKey : nil
    }

    /// `YYYYMMDDHHMMSS`; the program runs in UTC.
    private static func stamp(_ seconds: Int64) -> String {
        var (moment, parts) = (time_t(seconds), tm())
        gmtime_r(&moment, &parts)
        let numbers = [parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec]
        return "\(parts.tm_year + 1900)" + numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined()
    }
}
