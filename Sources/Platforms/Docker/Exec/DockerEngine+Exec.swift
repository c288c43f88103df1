internal import Basis
internal import HTTP

extension DockerEngine {
    /// Runs a command in a container and keeps the end of what it says.
    ///
    /// For reading only: after a restart of the engine its id is forgotten while the process goes on.
    func run(
        _ command: ExecCommand, in name: String, keeping limit: ByteCount, by deadline: Deadline
    ) async throws -> ExecResult {
        let made: Made = try await read(
            EngineCall(.post, path(name, "exec"), json: command.value, about: .container(name)), by: deadline)
        let start = EngineCall(
            .post, "/exec/\(made.id)/start", json: ["Detach": false, "Tty": false], about: .exec(made.id))
        let stream = try await converse(start, by: deadline)
        defer { stream.close() }
        if !command.input.isEmpty { try await stream.write(command.input) }
        stream.closeWrite()
        var (output, errors) = (LastBytes(atMost: limit), LastBytes(atMost: limit))
        let frames = StdcopyStream(stream)
        do {
            while let piece = try await frames.next() {
                if piece.channel == .stderr { errors.add(piece.bytes) } else { output.add(piece.bytes) }
            }
        } catch let failure as HTTPFailure {
            throw DockerFailure(failure, at: "container \(name)")
        }
        let ended: Ended = try await read(
            EngineCall(.get, "/exec/\(made.id)/json", about: .exec(made.id)), by: deadline)
        guard let code = ended.code else {
            throw DockerFailure(
                .lost, at: "container \(name)", why: "the command's streams ended while it still runs")
        }
        return ExecResult(exitCode: code, output: output.text, errors: errors.text)
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
