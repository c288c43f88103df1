internal import Basis
internal import HTTP

/// A command in a pod while it is under way, over a WebSocket: each message begins with the number of a
/// channel.
///
/// One task reads. Dropping it closes the connection; the process in the pod may live on, as always with
/// exec.
package final class RunningCommand: Sendable {
    enum Channel {
        static let input: UInt8 = 0
        static let output: UInt8 = 1
        static let errors: UInt8 = 2
        static let status: UInt8 = 3
        /// Followed by the number of a channel that ends (since version 5).
        static let close: UInt8 = 255
    }

    static let newest = "v5.channel.k8s.io"
    static let older = "v4.channel.k8s.io"
    /// What is sent at once: small enough for every buffer on the way.
    private static let pieceSize = 32 << 10

    private struct State {
        var exitCode: Int?
        var failure: ClusterFailure?
        var isOver = false
    }

    private let socket: WebSocket
    private let about: String
    private let feeding: Task<Void, Never>?
    private let state = Guarded(State())

    init(_ socket: WebSocket, input: (any ByteStream)?, about: String) {
        (self.socket, self.about) = (socket, about)
        feeding = input.map { input in
            Task { await RunningCommand.feed(input, to: socket) }
        }
    }

    deinit { feeding?.cancel() }

    /// The next that it says, or nil once it has ended; then `exitCode` is known.
    package func next() async throws(ClusterFailure) -> CommandPiece? {
        while true {
            if let failure = state.withLock({ $0.failure }) { throw failure }
            if state.withLock({ $0.isOver }) { return nil }
            guard let bytes = try await message() else { continue }
            guard let channel = bytes.first, bytes.count > 1 else { continue }
            let rest = Array(bytes.dropFirst())
            switch channel {
            case Channel.output: return .output(rest)
            case Channel.errors: return .errors(rest)
            case Channel.status: take(rest)
            default: continue
            }
        }
    }

    /// The exit code; nil until `next` has returned nil.
    package var exitCode: Int? { state.withLock { $0.exitCode } }

    private func message() async throws(ClusterFailure) -> [UInt8]? {
        do throws(HTTPFailure) {
            switch try await socket.next() {
            case .binary(let bytes): return bytes
            case .text(let text): return Array(text.utf8)
            case nil: break
            }
        } catch {
            // Once the end was told, how the connection ends is no matter.
            guard state.withLock({ $0.exitCode == nil }) else {
                finish()
                return nil
            }
            throw ClusterFailure(error, at: about)
        }
        guard state.withLock({ $0.exitCode != nil || $0.failure != nil }) else {
            let words = socket.closing?.reason ?? ""
            throw ClusterFailure(
                .lost, at: about, why: words.isEmpty ? "nobody told how the command ended" : words.oneLine)
        }
        finish()
        return nil
    }

    private func finish() {
        feeding?.cancel()
        state.withLock { $0.isOver = true }
    }

    /// The end comes as a `Status`: success, an exit code among its causes, or why nothing was started.
    private func take(_ bytes: [UInt8]) {
        let tree = JSONTree(bytes)
        let causes = tree?["details"]?["causes"]?.items ?? []
        let code = causes.first { $0["reason"]?.string == "ExitCode" }?["message"]?.string.flatMap { Int($0) }
        let said = tree?["message"]?.string ?? String(decoding: bytes, as: UTF8.self)
        state.withLock { state in
            if tree?["status"]?.string == "Success" {
                state.exitCode = 0
            } else if let code {
                state.exitCode = code
            } else {
                state.failure = ClusterFailure(.notStarted, at: about, why: said.oneLine)
            }
        }
    }

    /// Hands the input over; only one that ended well is closed, so that half an input never looks whole.
    private static func feed(_ input: any ByteStream, to socket: WebSocket) async {
        do {
            while let bytes = try await input.next() {
                var rest = bytes[...]
                while !rest.isEmpty {
                    try await socket.send([Channel.input] + rest.prefix(pieceSize))
                    rest = rest.dropFirst(pieceSize)
                }
            }
            try await socket.send([Channel.close, Channel.input])
        } catch {
            // The reading side hears of a broken connection; a broken input breaks it off.
            if !(error is HTTPFailure), !(error is CancellationError) {
                try? await socket.close()
            }
        }
    }
}
