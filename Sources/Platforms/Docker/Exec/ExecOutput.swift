internal import Basis
internal import HTTP

/// What a command in a running container prints, at the reader's pace.
///
/// It ends only once the command has ended with code 0; else it throws what the command said of itself.
final class ExecOutput: ByteStream {
    /// What is kept of standard error: what a person reads of a dump that failed.
    private static let complaint = ByteCount.kibibytes(64)
    /// The engine tells the code a moment after the streams have ended.
    private static let codeTries = 50
    private static let codePause = Duration.milliseconds(20)

    private enum End: Sendable {
        case open
        case done
        case failed(any Error)
    }

    private struct State {
        var errors = LastBytes(atMost: ExecOutput.complaint)
        var end = End.open
    }

    private let engine: DockerEngine
    private let exec: String
    private let place: String
    private let stream: HijackedStream
    private let frames: StdcopyStream
    private let feeding: Task<Void, any Error>
    private let deadline: Deadline
    private let state = Guarded(State())

    /// The output of an exec that was made and is now started.
    init(
        of exec: String, fed input: (any ByteStream)?, on engine: DockerEngine, at place: String,
        by deadline: Deadline
    ) async throws {
        let start = EngineCall(
            .post, "/exec/\(exec)/start", json: ["Detach": false, "Tty": false], about: .exec(exec))
        let stream = try await engine.converse(start, by: deadline)
        (self.engine, self.exec, self.place, self.deadline) = (engine, exec, place, deadline)
        self.stream = stream
        frames = StdcopyStream(stream)
        feeding = Task { try await ExecOutput.feed(input, to: stream) }
    }

    deinit {
        feeding.cancel()
        stream.close()
    }

    /// The next bytes of standard output.
    func next() async throws -> [UInt8]? {
        switch state.withLock({ $0.end }) {
        case .done: return nil
        case .failed(let error): throw error
        case .open: break
        }
        do {
            if let piece = try await piece() { return piece }
            try await conclude()
            state.withLock { $0.end = .done }
            return nil
        } catch {
            let told = (error as? HTTPFailure).map { DockerFailure($0, at: place) as any Error } ?? error
            state.withLock { $0.end = .failed(told) }
            throw told
        }
    }

    private func piece() async throws -> [UInt8]? {
        do {
            while let piece = try await frames.next() {
                if piece.channel == .stdout { return piece.bytes }
                state.withLock { $0.errors.add(piece.bytes) }
            }
            return nil
        } catch {
            // Where the input broke, the connection was closed for it: that is the cause, not this.
            if case .failure(let cause) = await ended() { throw cause }
            throw error
        }
    }

    /// The streams have ended: how did the command?
    private func conclude() async throws {
        if case .failure(let cause) = await ended() { throw cause }
        for _ in 0..<ExecOutput.codeTries {
            let call = EngineCall(.get, "/exec/\(exec)/json", about: .exec(exec))
            let standing: Standing = try await engine.read(call, by: deadline)
            guard let code = standing.code, !standing.isRunning else {
                try await Task.sleep(for: ExecOutput.codePause)
                continue
            }
            guard code == 0 else {
                let said = state.withLock { $0.errors.text }
                throw DockerFailure(.programFailed, at: place, why: "exit code \(code): \(said)")
            }
            return
        }
        throw DockerFailure(.lost, at: place, why: "the program's streams ended while it still runs")
    }

    private func ended() async -> Result<Void, any Error> {
        feeding.cancel()
        let result = await feeding.result
        if case .failure(let error) = result, error is CancellationError { return .success(()) }
        return result
    }

    /// Hands over all there is. A program that stops reading early tells by its own end whether that was
    /// right. An input that fails is never given an end.
    private static func feed(_ input: (any ByteStream)?, to stream: HijackedStream) async throws {
        guard let input else { return stream.closeWrite() }
        do {
            while let piece = try await input.next() {
                do { try await stream.write(piece) } catch {
                    if error.code == .reset || error.code == .cancelled { return }
                    throw error
                }
            }
        } catch {
            stream.close()
            throw error
        }
        stream.closeWrite()
    }

    private struct Standing: Decodable {
        private enum CodingKeys: String, CodingKey {
            case code = "ExitCode"
            case isRunning = "Running"
        }
        let code: Int?
        let isRunning: Bool
    }
}
