internal import Basis
internal import FoundationEssentials
internal import HTTP

/// Values that arrive one a line, for as long as the engine has something to say.
final class JSONLines<Value: Decodable & Sendable>: Sendable {
    private struct State {
        var buffer: [UInt8] = []
        /// How much of the buffer holds no line end.
        var searched = 0
        var isOver = false
    }

    private let source: any ByteStream
    private let place: String
    private let state = Guarded(State())

    init(_ source: any ByteStream, at place: String) { (self.source, self.place) = (source, place) }

    /// The next value, or nil at the end.
    func next() async throws(DockerFailure) -> Value? {
        while true {
            if let line = try line() {
                if line.allSatisfy({ $0 <= 0x20 }) { continue }
                do {
                    return try JSONDecoder().decode(Value.self, from: Data(line))
                } catch {
                    throw DockerFailure(
                        .notAnEngine, at: place, why: "a line of its answer \(DockerEngine.flaw(error))")
                }
            }
            if state.withLock({ $0.isOver }) { return nil }
            let piece: [UInt8]?
            do {
                piece = try await source.next()
            } catch let failure as HTTPFailure {
                throw DockerFailure(failure, at: place)
            } catch {
                throw DockerFailure(.cancelled, at: place, why: "the work was interrupted")
            }
            state.withLock { state in
                if let piece { state.buffer += piece } else { state.isOver = true }
            }
        }
    }

    /// A whole line that is here already, or at the end what is left.
    private func line() throws(DockerFailure) -> [UInt8]? {
        let found: [UInt8]? = state.withLock { state in
            guard let end = state.buffer[state.searched...].firstIndex(of: UInt8(ascii: "\n")) else {
                state.searched = state.buffer.count
                guard state.isOver, !state.buffer.isEmpty else { return nil }
                defer { (state.buffer, state.searched) = ([], 0) }
                return state.buffer
            }
            let line = Array(state.buffer[..<end])
            state.buffer.removeFirst(end + 1)
            state.searched = 0
            return line
        }
        if found == nil, state.withLock({ Int64($0.buffer.count) > EngineLimits.line.bytes }) {
            throw DockerFailure(.notAnEngine, at: place, why: "a line of its answer has no end")
        }
        return found
    }
}
