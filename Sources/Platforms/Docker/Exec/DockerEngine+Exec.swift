internal import Basis
internal import HTTP

extension DockerEngine {
    /// Runs a command in a container and keeps the end of what it says.
    ///
    /// For reading only: after a restart of the engine its id is forgotten while the process goes on.
    func run(
        _ command: ExecCommand, in name: String, keeping limit: ByteCount, by deadline: Deadline
    ) async throws -> ExecResult {
        let id = try await make(command, in: name, by: deadline)
        let start = EngineCall(
            .post, "/exec/\(id)/start", json: ["Detach": false, "Tty": false], about: .exec(id))
        let stream = try await converse(start, by: deadline)
        defer { stream.close() }
        let said: (output: String, errors: String)
        do {
            async let given: Void = DockerEngine.give(command.input, to: stream)
            said = try await read(stream, isFramed: true, atMost: limit)
            try await given
        } catch let failure as HTTPFailure {
            throw DockerFailure(failure, at: "container \(name)")
        }
        let ended: Ended = try await read(
            EngineCall(.get, "/exec/\(id)/json", about: .exec(id)), by: deadline)
        guard let code = ended.code else {
            throw DockerFailure(
                .lost, at: "container \(name)", why: "the command's streams ended while it still runs")
        }
        return ExecResult(exitCode: code, output: said.output, errors: said.errors)
    }

    /// Makes a command ready in a container, and returns its id; nothing is started.
    func make(
        _ command: ExecCommand, in name: String, by deadline: Deadline
    ) async throws(DockerFailure) -> String {
        let made: Made = try await read(
            EngineCall(.post, path(name, "exec"), json: command.value, about: .container(name)), by: deadline)
        return made.id
    }

    /// Hands over all there is. Many commands rightly stop reading early: that is their end, not a failure.
    private static func give(_ input: (any ByteStream)?, to stream: HijackedStream) async throws {
        while let piece = try await input?.next() {
            do { try await stream.write(piece) } catch let failure where failure.code == .reset { return }
        }
        stream.closeWrite()
    }

    private struct Made: Decodable {
        private enum CodingKeys: String, CodingKey { case id = "Id" }
        let id: String
    }

    private struct Ended: Decodable {
        private enum CodingKeys: String, CodingKey { case code = "ExitCode" }
        let code: Int?
    }
}
