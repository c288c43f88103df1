import Basis
import Glibc
import Subprocesses
import Testing

/// A folder for a real server of one test, and a free port of this machine.
final class ServerFolder: Sendable {
    let path: String
    let port: UInt16
    private let launcher: Launcher

    init(_ name: String) throws {
        var template = Array("/tmp/belay-\(name)-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        chmod(path, 0o755)
        let probe = LoopbackServer { _, _ in .init() }
        port = probe.port
        probe.stop()
        launcher = try Launcher()
    }

    /// Runs a script here, as somebody who is not root where this is: servers refuse to be root.
    @discardableResult
    func run(_ script: String, _ words: [String] = [], as user: String? = nil) async throws -> String {
        let own = "cd \"$0\"; "
        var arguments = ["-c", own + script, path] + words
        var program = "/bin/sh"
        if let user, geteuid() == 0 {
            program = "/sbin/runuser"
            arguments = ["-u", user, "--", "/bin/sh"] + arguments
        }
        let environment: [String: EnvironmentValue] = [
            "PATH": "/usr/lib/postgresql/15/bin:/usr/local/sbin:/usr/sbin:/sbin:/usr/local/bin:/usr/bin:/bin",
            "HOME": .plain(path), "LC_ALL": "C.UTF-8",
        ]
        let outcome = try await launcher.run(
            Invocation(.at(path: program), arguments, environment: environment), by: .after(.seconds(120)))
        let said = outcome.errors.text + outcome.output.text
        try #require(outcome.exit.isSuccess, "\(script): \(said)")
        return outcome.output.text
    }

    func remove() async {
        _ = try? await run("cd /; rm -rf -- \"$1\"", [path])
    }
}
