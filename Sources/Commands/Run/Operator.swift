internal import Glibc
internal import Ports
internal import Seals
internal import Subprocesses
internal import Updates

/// Who runs this process, and as whom it holds claims.
struct Operator: Sendable {
    /// The user, and where.
    let user: String
    let host: String

    /// Who that is here. Behind `sudo` it is whoever called it; what else the environment says of a name
    /// anybody can say of himself.
    init(_ variables: [String: String]) {
        let caller = geteuid() == 0 ? variables["SUDO_USER"] : nil
        user = caller.flatMap { $0.isEmpty ? nil : $0 } ?? Operator.accountName
        host = Operator.hostName
    }

    /// As whoever asks for something.
    func requester(ticket: String?) -> Requester { Requester(user: user, host: host, ticket: ticket) }

    /// As the holder of a claim: this process, of this boot.
    var holder: Holder {
        let process = ProcessIdentity.current
        return Holder(
            host: host, boot: process.boot, pid: process.number, started: process.started,
            nonce: RandomName.text(length: 16))
    }

    private static var accountName: String {
        guard let account = getpwuid(getuid())?.pointee, let name = account.pw_name else {
            return "uid \(getuid())"
        }
        return String(cString: name)
    }

    private static var hostName: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "unknown" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
