internal import Basis
internal import FoundationEssentials
internal import HTTP
internal import YAML

extension Kubeconfig {
    /// The place that a context means, or the current one.
    ///
    /// `file` reads what the settings name; `variables` are what a login program may find in its environment.
    package func place(
        of context: String?, variables: [String: String],
        file: @escaping @Sendable (String) -> [UInt8]?
    ) throws(ClusterSettingsProblem) -> ClusterPlace {
        let errors = problems.filter { $0.severity == .error }
        guard errors.isEmpty else { throw ClusterSettingsProblem(errors) }
        let all = files.joined(separator: ", ")
        guard let name = context ?? current else {
            throw ClusterSettingsProblem(
                .unknownContext, "the kubeconfig has no `current-context`", at: .thing(all))
        }
        guard let entry = contexts[name] else {
            let nearest = contextNames.nearest(to: name).map { "Did you mean `\($0)`?" }
            throw ClusterSettingsProblem(
                .unknownContext, "the kubeconfig has no context `\(name)`", at: .thing(all), remedy: nearest)
        }
        let fields = SettingFields(entry)
        let clusterName = try fields.required("cluster")
        guard let cluster = clusters[clusterName] else {
            throw fields.wrong("cluster", "there is no cluster `\(clusterName)`")
        }
        let userName = try fields.text("user") ?? ""
        let user = users[userName]
        if !userName.isEmpty, user == nil { throw fields.wrong("user", "there is no user `\(userName)`") }
        var reader = PlaceReader(name: name, variables: variables, file: file)
        var place = try reader.place(
            cluster: SettingFields(cluster), user: user.map { SettingFields($0) })
        place.namespace = try fields.text("namespace") ?? "default"
        return place
    }
}

/// What one reading needs at hand.
private struct PlaceReader {
    let name: String
    let variables: [String: String]
    let file: @Sendable (String) -> [UInt8]?
    private var warnings: [Diagnostic] = []

    init(
        name: String, variables: [String: String], file: @escaping @Sendable (String) -> [UInt8]?
    ) { (self.name, self.variables, self.file) = (name, variables, file) }

    mutating func place(
        cluster: SettingFields, user: SettingFields?
    ) throws(ClusterSettingsProblem) -> ClusterPlace {
        let address = try cluster.required("server")
        guard let server = ServerAddress(address) else {
            throw cluster.wrong("server", "this is no address of an API server")
        }
        if try cluster.text("tls-server-name") != nil {
            throw cluster.wrong(
                "tls-server-name", "another name in the certificate is not supported", .unsupported)
        }
        let trusts = try trust(of: cluster)
        let identity =
            try user.map { user throws(ClusterSettingsProblem) in try self.identity(of: user) } ?? nil
        let endpoint: HTTPEndpoint =
            server.isProtected
            ? .https(host: server.host, port: server.port, TLSSettings(trust: trusts, identity: identity))
            : .http(host: server.host, port: server.port)
        var place = ClusterPlace(endpoint, name: name, file: file)
        place.base = server.path
        if let text = try cluster.text("proxy-url") {
            guard let proxy = ServerAddress(text), !proxy.isProtected else {
                throw cluster.wrong("proxy-url", "only plain HTTP proxies are supported", .unsupported)
            }
            place.proxy = HTTPProxy(
                host: proxy.host, port: proxy.port, user: proxy.user, password: proxy.password)
        }
        if let user {
            place.credentials = try credentials(of: user, cluster: cluster)
            place.impersonation = try impersonation(of: user)
        }
        place.warnings = warnings
        return place
    }

    private mutating func trust(
        of cluster: SettingFields
    ) throws(ClusterSettingsProblem) -> TLSSettings.Trust {
        let authority = try content("certificate-authority", of: cluster)
        guard try cluster.flag("insecure-skip-tls-verify") else {
            return authority.map { .pem($0) } ?? .system
        }
        if authority != nil {
            throw cluster.wrong(
                "insecure-skip-tls-verify", "an authority is given, and yet nothing is to be checked")
        }
        warnings.append(
            Diagnostic(
                ClusterCode.unverified, "anybody can pass for the cluster of `\(name)`",
                at: cluster.place(of: "insecure-skip-tls-verify"), severity: .warning))
        return .unverified
    }

    private func identity(of user: SettingFields) throws(ClusterSettingsProblem) -> ClientIdentity? {
        let certificate = try content("client-certificate", of: user)
        let key = try content("client-key", of: user)
        switch (certificate, key) {
        case (nil, nil): return nil
        case (let certificate?, let key?):
            return ClientIdentity(
                certificates: certificate, key: Secret(String(decoding: key, as: UTF8.self)))
        case (nil, _): throw user.wrong("client-key", "a key without `client-certificate`")
        case (_, nil): throw user.wrong("client-certificate", "a certificate without `client-key`")
        }
    }

    /// What stands under `KEY-data` in base 64, or in the file of `KEY`; the former wins.
    private func content(
        _ key: String, of fields: SettingFields
    ) throws(ClusterSettingsProblem) -> [UInt8]? {
        if let text = try fields.text("\(key)-data"), !text.isEmpty {
            let digits = text.filter { !$0.isWhitespace && !$0.isNewline }
            guard let data = Data(base64Encoded: digits) else {
                throw fields.wrong("\(key)-data", "this is not base64")
            }
            return Array(data)
        }
        guard let path = try fields.text(key), !path.isEmpty else { return nil }
        guard let bytes = file(fields.path(path)) else {
            throw fields.wrong(key, "the file `\(path)` cannot be read")
        }
        return bytes
    }

    private func credentials(
        of user: SettingFields, cluster: SettingFields
    ) throws(ClusterSettingsProblem) -> ClusterPlace.Credentials {
        if let token = try user.text("token"), !token.isEmpty { return .token(Secret(token)) }
        if let path = try user.text("tokenFile"), !path.isEmpty { return .tokenFile(user.path(path)) }
        if let name = try user.text("username"), !name.isEmpty {
            return .password(user: name, Secret(try user.text("password") ?? ""))
        }
        if let exec = try user.fields("exec") { return .plugin(try plugin(exec, cluster: cluster)) }
        if try user.fields("auth-provider") != nil {
            throw user.wrong("auth-provider", "no cluster takes this since v1.26", .unsupported)
        }
        return .none
    }

    private func plugin(
        _ exec: SettingFields, cluster: SettingFields
    ) throws(ClusterSettingsProblem) -> LoginPlugin {
        let version = try exec.required("apiVersion")
        guard LoginPlugin.versions.contains(version) else {
            throw exec.wrong(
                "apiVersion", "this version of login programs is not spoken any more", .unsupported)
        }
        if try exec.text("interactiveMode") == "Always" {
            throw exec.wrong("interactiveMode", "the program wants to ask a person", .unsupported)
        }
        let command = try exec.required("command")
        // As kubectl: a path with a slash begins beside the file, a mere name is looked up.
        let place = command.contains("/") ? exec.path(command) : command
        var plugin = LoginPlugin(version: version, command: place)
        plugin.arguments = try exec.texts("args")
        for item in try exec.list("env") {
            plugin.variables[try item.required("name")] = try item.text("value") ?? ""
        }
        plugin.hint = try exec.text("installHint")
        plugin.surroundings = variables
        if try exec.flag("provideClusterInfo") {
            let data = try content("certificate-authority", of: cluster).map {
                ",\"certificate-authority-data\":\"\(Data($0).base64EncodedString())\""
            }
            let server = JSONTree.escaped(try cluster.required("server"))
            plugin.cluster = "{\"server\":\"\(server)\"\(data ?? "")}"
        }
        return plugin
    }

    private func impersonation(
        of user: SettingFields
    ) throws(ClusterSettingsProblem) -> ClusterPlace.Impersonation? {
        var other = ClusterPlace.Impersonation()
        other.user = try user.text("as") ?? ""
        other.uid = try user.text("as-uid")
        other.groups = try user.texts("as-groups")
        for (name, values) in try user.fields("as-user-extra")?.all() ?? [] { other.extra[name] = values }
        if other.user.isEmpty {
            if !other.groups.isEmpty || other.uid != nil || !other.extra.isEmpty {
                throw user.wrong("as-groups", "groups of another user, and `as:` does not say of whom")
            }
            return nil
        }
        return other
    }
}
