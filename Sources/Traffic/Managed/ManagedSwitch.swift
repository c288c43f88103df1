internal import Ports

/// An HAProxy that Belay runs itself: what it is told when it starts, and how it is reached.
///
/// The container is the platform's affair: it runs `image` on the host network, with `folder` at
/// `mountPoint` and `command` as its command, restarted always.
package struct ManagedSwitch: Hashable, Sendable {
    /// The image where the manifest names none.
    package static let usualImage = "haproxy:3.0"

    /// For each service the port on which it is reached.
    package let listen: [String: Int]
    /// The image.
    package let image: String
    /// The folder on the host that holds the configuration and the socket.
    package let folder: String
    /// Where the container sees that folder.
    package let mountPoint: String

    /// A switch for services by port.
    package init(
        listen: [String: Int], image: String = ManagedSwitch.usualImage, folder: String,
        mountPoint: String = "/belay"
    ) {
        (self.listen, self.image, self.folder, self.mountPoint) = (listen, image, folder, mountPoint)
    }

    /// What the container runs.
    package var command: [String] { ["haproxy", "-W", "-db", "-f", "\(mountPoint)/haproxy.cfg"] }
    /// The file to write before it starts.
    package var configurationPath: String { "\(folder)/haproxy.cfg" }
    /// The socket of its runtime, on the host.
    package var socketPath: String { "\(folder)/admin.sock" }
    /// The services in front of which it stands.
    package var services: [String] { listen.keys.sorted() }

    /// The configuration with no servers yet.
    ///
    /// No retries and no second choice: what goes wrong shall be seen. A request that finds no server waits a
    /// moment for one, which bridges the pause of a service that must not run twice.
    package var configuration: String {
        var text = """
            # Written by Belay. What is changed here by hand does not stay.
            global
                stats socket \(mountPoint)/admin.sock mode 600 level admin expose-fd listeners
                hard-stop-after 60s
            defaults
                mode http
                timeout connect 5s
                timeout client 60s
                timeout server 60s
                timeout queue 10s
                timeout tunnel 1h
                timeout http-keep-alive 60s
                retries 0

            """
        for service in services {
            guard let port = listen[service] else { continue }
            text += """
                frontend \(service)
                    bind :\(port)
                    default_backend \(service)
                backend \(service)
                    balance leastconn
                    \(ServerLines.begin(service))
                    \(ServerLines.end(service))

                """
        }
        return text
    }

    /// The switch, once it runs.
    package var switchboard: HAProxySwitch {
        let backends = Dictionary(services.map { ($0, $0) }) { $1 }
        let files = backends.mapValues { ServerFile(configurationPath, backend: $0) }
        return HAProxySwitch(backends: backends, line: .unix(socketPath), files: files)
    }
}
