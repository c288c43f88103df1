import Basis
internal import CSSH2

/// Shows the credentials to an ssh server.
struct SSHAuthentication {
    /// More keys than any server lets one try.
    private static let agentKeysLimit = 16

    let session: SSHSession
    let user: String
    let job: Job

    func authenticate(_ credentials: Credentials) throws(GitError) {
        switch credentials {
        case .none: throw refused(tried: [], "ssh needs a key or an agent")
        case .token(_, let password): try withPassword(password)
        case .agent(let socket): try withAgent(at: socket)
        case .keyFile(let path, let passphrase):
            let text = String(decoding: try FileBytes.read(path), as: UTF8.self)
            try withKey(Secret(text), passphrase, named: path)
        case .key(let text, let passphrase): try withKey(text, passphrase, named: "the key in memory")
        }
    }

    private func withPassword(_ password: Secret) throws(GitError) {
        let text = password.reveal()
        let code = try settled {
            libssh2_userauth_password_ex(
                session.session, user, UInt32(user.utf8.count), text, UInt32(text.utf8.count), nil)
        }
        guard code == 0 else { throw refused(tried: ["password of \(user)"], session.libraryWords) }
    }

    private func withKey(_ key: Secret, _ passphrase: Secret?, named name: String) throws(GitError) {
        let text = key.reveal()
        let code = try settled {
            libssh2_userauth_publickey_frommemory(
                session.session, user, user.utf8.count, nil, 0, text, text.utf8.count, passphrase?.reveal())
        }
        switch code {
        case 0: return
        case LIBSSH2_ERROR_AUTHENTICATION_FAILED, LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED:
            throw refused(
                tried: ["public key \(name) as \(user)"], session.libraryWords + SSHAuthentication.hint(text))
        // Everything else happens before the server is asked: no key, a wrong passphrase, a kind not
        // spoken.
        default: throw .credentialsUnusable(what: name, why: session.libraryWords)
        }
    }

    private func withAgent(at socket: String) throws(GitError) {
        guard let agent = libssh2_agent_init(session.session) else {
            throw .credentialsUnusable(what: socket, why: session.libraryWords)
        }
        defer {
            libssh2_agent_disconnect(agent)
            libssh2_agent_free(agent)
        }
        libssh2_agent_set_identity_path(agent, socket)
        guard libssh2_agent_connect(agent) == 0, libssh2_agent_list_identities(agent) == 0 else {
            throw .credentialsUnusable(what: "ssh agent at \(socket)", why: session.libraryWords)
        }
        var tried: [String] = []
        var identity: UnsafeMutablePointer<libssh2_agent_publickey>?
        while tried.count < SSHAuthentication.agentKeysLimit {
            let previous = identity
            guard libssh2_agent_get_identity(agent, &identity, previous) == 0, let key = identity else {
                break
            }
            let comment =
                key.pointee.comment.map { Remark.clean(String(cString: $0).utf8) } ?? "without a name"
            tried.append("agent key \(comment)")
            if try settled({ libssh2_agent_userauth(agent, user, key) }) == 0 { return }
        }
        throw refused(tried: tried, tried.isEmpty ? "the agent holds no key" : session.libraryWords)
    }

    /// The answer of a call, once it no longer would block.
    private func settled(_ call: () -> Int32) throws(GitError) -> Int32 {
        while true {
            let code = call()
            guard code == LIBSSH2_ERROR_EAGAIN else { return code }
            try session.waitForTraffic()
        }
    }

    private func refused(tried: [String], _ why: String) -> GitError {
        .authenticationFailed(place: job.place, tried: tried, why: why)
    }

    private static func hint(_ key: String) -> String {
        key.contains("BEGIN RSA PRIVATE KEY")
            ? "; RSA keys sign with SHA-1 here, which servers refuse: use ed25519" : ""
    }
}
