internal import Glibc

/// One connection of a load, with the request that it carries.
final class LoadLine {
    /// What happened when the connection was served.
    enum Event {
        case nothing
        case answered(Answer)
        case failed(LoadOutcome)
        /// It ended, or spoke, without having been asked.
        case endedIdle
    }

    let socket: Int32
    /// The scheduled moment of the request under way, or of the last one.
    private(set) var begun = 0.0
    private(set) var isIdle = true
    private(set) var isConnecting: Bool
    private var unsent: ArraySlice<UInt8> = []
    private var reader = AnswerReader()

    init(_ socket: Int32, isConnecting: Bool) { (self.socket, self.isConnecting) = (socket, isConnecting) }

    deinit { close(socket) }

    /// The scheduled moment of the request under way; nil while idle.
    var due: Double? { isIdle ? nil : begun }

    /// Whether it waits for room to write.
    var isWriting: Bool { isConnecting || !unsent.isEmpty }

    /// Gives it a request; what can be sent at once is sent.
    func carry(_ request: [UInt8], due: Double) -> Event {
        (begun, isIdle, unsent, reader) = (due, false, request[...], AnswerReader())
        return isConnecting ? .nothing : send()
    }

    /// Does what the socket is ready for.
    func serve() -> Event {
        if isConnecting {
            if let outcome = Endpoint.outcome(of: socket) { return .failed(outcome) }
            isConnecting = false
        }
        if !unsent.isEmpty, case .failed(let outcome) = send() { return .failed(outcome) }
        return receive()
    }

    private func send() -> Event {
        while !unsent.isEmpty {
            let count = unsent.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0 {
                if errno == EINTR { continue }
                // A connection that turns out not to stand yet says so in this way too.
                if errno == EAGAIN || errno == ENOTCONN { return .nothing }
                // What the server said before it closed may still be here to be read.
                if errno == EPIPE { unsent = [] }
                return errno == EPIPE ? .nothing : .failed(.dropped)
            }
            unsent = unsent.dropFirst(count)
        }
        return .nothing
    }

    private func receive() -> Event {
        while true {
            var failure: Int32 = 0
            let piece = [UInt8](unsafeUninitializedCapacity: 64 << 10) { space, count in
                let got = recv(socket, space.baseAddress, space.count, 0)
                failure = got < 0 ? errno : 0
                count = max(0, got)
            }
            if failure == EINTR { continue }
            if failure == EAGAIN { return .nothing }
            guard !isIdle else { return .endedIdle }
            if failure != 0 { return .failed(reader.hasBegun ? .resetInAnswer : .dropped) }
            if piece.isEmpty {
                if let answer = reader.end() { return .answered(answer) }
                return .failed(reader.hasBegun ? .truncated : .dropped)
            }
            switch reader.take(piece[...]) {
            case .unfinished: continue
            case .malformed: return .failed(.malformed)
            case .whole(let answer):
                isIdle = true
                return .answered(answer)
            }
        }
    }
}
