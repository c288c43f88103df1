internal import Basis

/// A program that logs in to a cluster, as the kubeconfig names it.
struct LoginPlugin: Sendable {
    /// Versions of what is said between us, those of all plugins since 2021.
    static let versions: Set<String> = [
        "client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1",
    ]

    let version: String
    let command: String
    var arguments: [String] = []
    var variables: [String: String] = [:]
    /// What a person must do to have the program.
    var hint: String?
    /// What it is told of the cluster; nil if it does not want to know.
    var cluster: String?
    /// What it may find in its environment beside its own variables.
    var surroundings: [String: String] = [:]

    /// What it is told, as JSON in `KUBERNETES_EXEC_INFO`.
    var information: String {
        let told = cluster.map { ",\"cluster\":\($0)" } ?? ""
        return "{\"apiVersion\":\"\(JSONTree.escaped(version))\",\"kind\":\"ExecCredential\","
            + "\"spec\":{\"interactive\":false\(told)}}"
    }
}
