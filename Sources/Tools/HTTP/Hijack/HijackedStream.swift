internal import Basis

/// A connection that stopped speaking HTTP: reading and writing at the same time, at each side's own pace.
///
/// The deadline it was asked for with holds for its whole life. Dropping it closes the connection, and so
/// does cancelling a task that reads or writes, since half a message can never be completed.
package final class HijackedStream: ByteStream {
    /// The answer that handed the connection over.
    package let head: HTTPHead
    private let conversation: Conversation
    private let first: Guarded<[UInt8]>

    init(_ conversation: Conversation, head: HTTPHead, first: [UInt8]) {
        self.conversation = conversation
        self.head = head
        self.first = Guarded(first)
    }

    deinit { close() }

    /// The next bytes from the other side, or nil once it has closed its writing side.
    ///
    /// Throws `HTTPFailure`.
    package func next() async throws -> [UInt8]? {
        let early = first.withLock { first in
            defer { first = [] }
            return first
        }
        return early.isEmpty ? try await conversation.inbox.next(of: conversation) : early
    }

    /// Writes all bytes; returns when they are with the system, which is the back-pressure.
    package func write(_ bytes: [UInt8]) async throws(HTTPFailure) { try await conversation.write(bytes) }

    /// Says that nothing more will be written, once all that was written is gone.
    ///
    /// Reading goes on.
    package func closeWrite() {
        conversation.outgoing.end()
        conversation.loop.give(.serve(conversation))
    }

    /// Closes the connection.
    ///
    /// Doing so twice is harmless.
    package func close() { conversation.loop.give(.end(conversation, .closed)) }

    /// Method and address, fit to be shown.
    var place: String { conversation.place }
}

extension Conversation {
    func write(_ bytes: [UInt8]) async throws(HTTPFailure) {
        if bytes.isEmpty { return }
        let done = outgoing.add(bytes, at: place)
        loop.give(.serve(self))
        let result = await withTaskCancellationHandler {
            await done.value
        } onCancel: {
            loop.give(.end(self, .cancelled))
        }
        try result.get()
    }
}
