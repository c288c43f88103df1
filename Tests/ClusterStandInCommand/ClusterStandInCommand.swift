internal import ClusterStandIn
internal import Glibc

/// `cluster-standin --kubeconfig FILE`: a stand-in for a cluster, started by hand, until it is interrupted.
@main
enum StartByHand {
    private static let usage = """
        usage: cluster-standin --kubeconfig FILE [--port N] [--pace SECONDS] [--nodes N] [--gateway]
        Writes FILE, prints the address, and serves until it is interrupted. --pace is how long a second
        of the cluster takes.

        """

    static func main() {
        var arguments = CommandLine.arguments.dropFirst()
        var options: [String: String] = [:]
        while let name = arguments.popFirst() {
            if name == "--gateway" {
                options[name] = ""
            } else if let value = arguments.popFirst() {
                options[name] = value
            } else {
                end()
            }
        }
        guard let file = options["--kubeconfig"], let port = UInt16(options["--port"] ?? "0"),
            let pace = Double(options["--pace"] ?? "0.02"), let nodes = Int(options["--nodes"] ?? "2")
        else { end() }
        var settings = StandInSettings()
        (settings.pace, settings.nodes, settings.hasGateway) = (pace, nodes, options["--gateway"] != nil)
        let cluster = StandInCluster(settings, port: port)
        let text = Array(cluster.kubeconfig().utf8)
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0, write(descriptor, text, text.count) == text.count else { end() }
        close(descriptor)
        let line = Array("\(cluster.address)\n".utf8)
        _ = write(2, line, line.count)
        while true { pause() }
    }

    private static func end() -> Never {
        let bytes = Array(usage.utf8)
        _ = write(2, bytes, bytes.count)
        exit(64)
    }
}
