package import Basis

/// A container's output, channel by channel, read from a framed stream at the reader's pace.
package final class StdcopyStream: Sendable {
    private struct State {
        var decoder: StdcopyDecoder
        var pieces: ArraySlice<StdcopyPiece> = []
    }

    private let source: any ByteStream
    private let state: Guarded<State>

    /// Reads frames from a stream.
    package init(_ source: any ByteStream, frameLimit: ByteCount = StdcopyDecoder.usualLimit) {
        self.source = source
        state = Guarded(State(decoder: StdcopyDecoder(frameLimit: frameLimit)))
    }

    /// The next bytes and their channel, or nil at the end.
    ///
    /// Throws `StdcopyFlaw`, or what the stream itself throws.
    package func next() async throws -> StdcopyPiece? {
        while true {
            if let piece = state.withLock({ $0.pieces.popFirst() }) { return piece }
            guard let bytes = try await source.next() else {
                try state.withLock { try $0.decoder.end() }
                return nil
            }
            try state.withLock { $0.pieces = try $0.decoder.decode(bytes)[...] }
        }
    }
}
