internal import Basis
internal import FoundationEssentials
internal import HTTP
internal import Subprocesses

/// Who we are to a server, told with each call: tokens are read anew, and got anew, as they grow old.
final class Login: Sendable {
    /// How long a token from a file is believed: its writer renews it long before it ends.
    private static let fresh = Duration.seconds(60)
    /// A token that ends within this is got anew.
    private static let margin: Double = 30
    /// A program that asks a cloud for a token has some network round trips to make.
    private static let pluginPatience = Duration.seconds(60)

    private struct Known {
        var token: Secret
        /// When it is to be got anew; nil is never.
        var until: ContinuousClock.Instant?
    }

    private let place: ClusterPlace
    private let launcher: Launcher
    private let known = Guarded<Known?>(nil)

    init(_ place: ClusterPlace, launcher: Launcher) { (self.place, self.launcher) = (place, launcher) }

    /// Whether getting it anew may help.
    var mayRenew: Bool {
        switch place.credentials {
        case .tokenFile, .plugin: true
        case .none, .token, .password: false
        }
    }

    /// Has it got anew with the next call.
    func forget() { known.withLock { $0 = nil } }

    /// What every call carries.
    func headers(by deadline: Deadline) async throws(ClusterFailure) -> HTTPHeaders {
        var headers = HTTPHeaders()
        switch place.credentials {
        case .none: break
        case .password(let user, let password):
            let pair = Data("\(user):\(password.reveal())".utf8).base64EncodedString()
            headers.add("Authorization", Secret("Basic \(pair)"))
        case .token(let token): headers.add("Authorization", Secret("Bearer \(token.reveal())"))
        case .tokenFile, .plugin:
            let token = try await token(by: deadline)
            headers.add("Authorization", Secret("Bearer \(token.reveal())"))
        }
        guard let other = place.impersonation else { return headers }
        headers.add("Impersonate-User", other.user)
        if let uid = other.uid { headers.add("Impersonate-Uid", uid) }
        for group in other.groups { headers.add("Impersonate-Group", group) }
        for (name, values) in other.extra.sorted(by: { $0.key < $1.key }) {
            let field = "Impersonate-Extra-\(HTTPRequest.encoded(name))"
            for value in values { headers.add(field, value) }
        }
        return headers
    }

    private func token(by deadline: Deadline) async throws(ClusterFailure) -> Secret {
        let kept = known.withLock { known in
            known.flatMap { one in one.until.map { ContinuousClock.now < $0 } ?? true ? one.token : nil }
        }
        if let kept { return kept }
        let next: Known
        switch place.credentials {
        case .tokenFile(let path): next = try read(path)
        case .plugin(let plugin): next = try await ask(plugin, by: deadline)
        case .none, .token, .password: return Secret("")
        }
        known.withLock { $0 = next }
        return next.token
    }

    private func read(_ path: String) throws(ClusterFailure) -> Known {
        let text = place.file(path).map { String(decoding: $0, as: UTF8.self).oneLine } ?? ""
        guard !text.isEmpty else {
            throw ClusterFailure(.badSettings, at: path, why: "the token file is not there, or empty")
        }
        return Known(token: Secret(text), until: .now + Login.fresh)
    }

    private func ask(_ plugin: LoginPlugin, by deadline: Deadline) async throws(ClusterFailure) -> Known {
        let outcome: Outcome
        do throws(SubprocessError) {
            outcome = try await launcher.run(
                plugin.invocation, by: min(deadline, .after(Login.pluginPatience)))
        } catch {
            let hint = plugin.hint.map { "; \($0.oneLine)" } ?? ""
            let why = error.diagnostic
            throw ClusterFailure(
                .pluginFailed, at: plugin.command,
                why: [why.what, why.why].compactMap { $0 }.joined(separator: ": ") + hint)
        }
        guard outcome.exit.isSuccess else {
            throw ClusterFailure(
                .pluginFailed, at: plugin.command,
                why: "\(outcome.exit): \(outcome.errors.text.oneLine)")
        }
        guard let answer = JSONTree(outcome.output.bytes), answer["kind"]?.string == "ExecCredential",
            answer["apiVersion"]?.string == plugin.version
        else {
            throw ClusterFailure(
                .pluginFailed, at: plugin.command, why: "it printed no ExecCredential of \(plugin.version)")
        }
        guard let token = answer["status"]?["token"]?.string, !token.isEmpty else {
            let why = "it printed no token; certificates from programs are not taken"
            throw ClusterFailure(.pluginFailed, at: plugin.command, why: why)
        }
        let end = answer["status"]?["expirationTimestamp"]?.string.flatMap { ClusterTime($0) }
        let left = end.map { max(0, $0.seconds - Date().timeIntervalSince1970 - Login.margin) }
        return Known(token: Secret(token), until: left.map { .now + .seconds($0) })
    }
}

extension LoginPlugin {
    fileprivate var invocation: Invocation {
        var environment = surroundings.mapValues { EnvironmentValue.plain($0) }
        for (name, value) in variables { environment[name] = .secret(Secret(value)) }
        environment["KUBERNETES_EXEC_INFO"] = .plain(information)
        let path = (variables["PATH"] ?? surroundings["PATH"]).map {
            $0.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
        }
        let program: Program =
            command.hasPrefix("/")
            ? .at(path: command) : .named(command, in: path ?? Program.systemFolders)
        return Invocation(program, arguments, environment: environment)
    }
}
