internal import Basis
internal import HTTP

extension ClusterPlace {
    /// Where every pod finds who it is.
    private static let account = "/var/run/secrets/kubernetes.io/serviceaccount"

    /// The cluster that is meant: that of the kubeconfig, or the one that we run in.
    ///
    /// `KUBECONFIG` names files, several with colons between them; without it the usual file is read.
    package static func found(
        context: String?, variables: [String: String], file: @escaping @Sendable (String) -> [UInt8]?
    ) throws(ClusterSettingsProblem) -> ClusterPlace {
        let named = (variables["KUBECONFIG"] ?? "").split(separator: ":").map(String.init)
        let usual = "\(variables["HOME"] ?? "/root")/.kube/config"
        let paths = named.isEmpty ? [usual] : named
        // As kubectl: of several files those that are not there are passed over.
        let files = paths.compactMap { path in file(path).map { (name: path, bytes: $0) } }
        if files.isEmpty {
            if named.isEmpty, context == nil, let own = inside(variables, file) { return own }
            throw ClusterSettingsProblem(
                .noCluster, "there is no kubeconfig", at: .thing(paths.joined(separator: ", ")))
        }
        return try Kubeconfig(files).place(of: context, variables: variables, file: file)
    }

    /// The cluster in which this process runs as a pod.
    private static func inside(
        _ variables: [String: String], _ file: @escaping @Sendable (String) -> [UInt8]?
    ) -> ClusterPlace? {
        guard let host = variables["KUBERNETES_SERVICE_HOST"],
            let port = variables["KUBERNETES_SERVICE_PORT"].flatMap({ UInt16($0) }),
            let authority = file("\(account)/ca.crt"), file("\(account)/token") != nil
        else { return nil }
        var place = ClusterPlace(
            .https(host: host, port: port, TLSSettings(trust: .pem(authority))), name: "in-cluster",
            file: file)
        place.credentials = .tokenFile("\(account)/token")
        if let bytes = file("\(account)/namespace") {
            let text = String(decoding: bytes, as: UTF8.self).oneLine
            if !text.isEmpty { place.namespace = text }
        }
        return place
    }
}
