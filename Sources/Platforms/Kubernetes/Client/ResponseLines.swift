internal import Basis
internal import HTTP

/// Lines that arrive one by one, for as long as a server has something to say.
final class ResponseLines: Sendable {
    private struct State {
        var buffer: [UInt8] = []
        /// How much of the buffer holds no line end.
        var searched = 0
        var isOver = false
    }

    private let source: any ByteStream
    private let about: String
    private let state = Guarded(State())

    init(_ source: any ByteStream, about: String) { (self.source, self.about) = (source, about) }

    /// The next line, or nil at the end. What stands behind the last line end is half a line, and dropped.
    func next() async throws(ClusterFailure) -> [UInt8]? {
        while true {
            if let line = try line() { return line }
            if state.withLock({ $0.isOver }) { return nil }
            let piece: [UInt8]?
            do {
                piece = try await source.next()
            } catch let failure as HTTPFailure {
                throw ClusterFailure(failure, at: about)
            } catch {
                throw ClusterFailure(.cancelled, at: about, why: "the work was interrupted")
            }
            state.withLock { state in
                if let piece { state.buffer += piece } else { state.isOver = true }
            }
        }
    }

    private func line() throws(ClusterFailure) -> [UInt8]? {
        let found: [UInt8]? = state.withLock { state in
            guard let end = state.buffer[state.searched...].firstIndex(of: UInt8(ascii: "\n")) else {
                state.searched = state.buffer.count
                return nil
            }
            let line = Array(state.buffer[..<end])
            state.buffer.removeFirst(end + 1)
            state.searched = 0
            return line
        }
        if found == nil, state.withLock({ Int64($0.buffer.count) > ClusterLimits.object.bytes }) {
            throw ClusterFailure(.notACluster, at: about, why: "a line of its answer has no end")
        }
        return found
    }
}
