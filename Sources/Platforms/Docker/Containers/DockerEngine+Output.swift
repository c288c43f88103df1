internal import Basis
internal import HTTP

extension DockerEngine {
    /// The last lines that a container said, at most so many bytes of them, the newest kept.
    func lastWords(
        of container: ContainerDetails, lines: Int, atMost limit: ByteCount, by deadline: Deadline
    ) async throws -> String {
        let query = [("stdout", "1"), ("stderr", "1"), ("tail", "\(lines)")]
        let answer = try await answer(
            EngineCall(.get, path(container.id, "logs"), query, about: .container(container.name)),
            by: deadline)
        var kept = LastBytes(atMost: limit)
        if container.hasTerminal {
            while let piece = try await answer.body.next() { kept.add(piece) }
        } else {
            let frames = StdcopyStream(answer.body)
            while let piece = try await frames.next() { kept.add(piece.bytes) }
        }
        return kept.text
    }

    /// The last lines that a container said on each channel, at most so many bytes of each.
    func said(
        by container: ContainerDetails, lines: Int, atMost limit: ByteCount, by deadline: Deadline
    ) async throws(DockerFailure) -> (output: String, errors: String) {
        let query = [("stdout", "1"), ("stderr", "1"), ("tail", "\(lines)")]
        let answer = try await answer(
            EngineCall(.get, path(container.id, "logs"), query, about: .container(container.name)),
            by: deadline)
        do {
            return try await read(answer.body, isFramed: !container.hasTerminal, atMost: limit)
        } catch let failure as HTTPFailure {
            throw DockerFailure(failure, at: "container \(container.name)")
        } catch {
            throw DockerFailure(.notAnEngine, at: place, why: "its frames of output are broken")
        }
    }

    /// The end of both channels; without frames all is one.
    func read(
        _ stream: any ByteStream, isFramed: Bool, atMost limit: ByteCount
    ) async throws -> (output: String, errors: String) {
        var (output, errors) = (LastBytes(atMost: limit), LastBytes(atMost: limit))
        guard isFramed else {
            while let piece = try await stream.next() { output.add(piece) }
            return (output.text, "")
        }
        let frames = StdcopyStream(stream)
        while let piece = try await frames.next() {
            if piece.channel == .stderr { errors.add(piece.bytes) } else { output.add(piece.bytes) }
        }
        return (output.text, errors.text)
    }

    /// What a container says from a moment on (seconds since 1970), as it says it.
    ///
    /// Ends with the container if it is followed.
    func output(
        of container: ContainerDetails, since moment: String? = nil, follow: Bool, by deadline: Deadline
    ) async throws(DockerFailure) -> any ByteStream {
        var query = [("stdout", "1"), ("stderr", "1"), ("follow", follow ? "1" : "0")]
        if let moment { query.append(("since", moment)) }
        let answer = try await answer(
            EngineCall(.get, path(container.id, "logs"), query, about: .container(container.name)),
            by: deadline)
        return container.hasTerminal ? answer.body : UnframedOutput(answer.body)
    }

    /// What a container uses at this moment.
    func statistics(
        of name: String, by deadline: Deadline
    ) async throws(DockerFailure) -> ContainerStatistics {
        var query = [("stream", "0")]
        if api >= .quickStatistics { query.append(("one-shot", "1")) }
        return try await read(
            EngineCall(.get, path(name, "stats"), query, about: .container(name)), by: deadline)
    }
}

/// Output without its frames, both channels as they come.
private final class UnframedOutput: ByteStream {
    private let frames: StdcopyStream

    init(_ source: any ByteStream) { frames = StdcopyStream(source) }

    func next() async throws -> [UInt8]? { try await frames.next()?.bytes }
}
