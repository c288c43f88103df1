internal import Basis

/// What callers want written on a handed-over connection, in their order.
///
/// Each waits until its bytes are gone, so there are never more of them than there are callers.
final class Outgoing: Sendable {
    /// Bytes, how many of them are gone, and who waits for the rest.
    ///
    /// The bytes stay where they are until all are gone: TLS wants to see the same memory again when it was
    /// too busy.
    private struct Parcel {
        let bytes: [UInt8]
        var sent = 0
        let done: Promise<Result<Void, HTTPFailure>>
    }

    private struct State {
        var parcels: [Parcel] = []
        var isEnding = false
        var failure: HTTPFailure?
    }

    private let state = Guarded(State())

    /// Queues bytes; the promise is kept once they are gone or never will be.
    func add(_ bytes: [UInt8], at place: String) -> Promise<Result<Void, HTTPFailure>> {
        let done = Promise<Result<Void, HTTPFailure>>()
        let failure: HTTPFailure? = state.withLock { state in
            if let failure = state.failure { return failure }
            if state.isEnding {
                return HTTPFailure(.badRequest, at: place, why: "the writing side has been closed")
            }
            state.parcels.append(Parcel(bytes: bytes, done: done))
            return nil
        }
        if let failure { done.keep(.failure(failure)) }
        return done
    }

    /// Says that nothing is written after what is queued.
    func end() { state.withLock { $0.isEnding = true } }

    /// Whether something waits to be written.
    var isPending: Bool { state.withLock { !$0.parcels.isEmpty } }

    /// Whether all that ever will be written is gone.
    var isDone: Bool { state.withLock { $0.isEnding && $0.parcels.isEmpty } }

    /// Writes as much as the other side takes.
    ///
    /// `write` gives the number of bytes taken, nil for none just now.
    func drain(_ write: (UnsafeRawBufferPointer) throws(HTTPFailure) -> Int?) throws(HTTPFailure) {
        while let parcel = state.withLock({ $0.parcels.first }) {
            var sent = parcel.sent
            while sent < parcel.bytes.count {
                let result: Result<Int?, HTTPFailure> = parcel.bytes.withUnsafeBytes { bytes in
                    do throws(HTTPFailure) {
                        return .success(try write(UnsafeRawBufferPointer(rebasing: bytes[sent...])))
                    } catch {
                        return .failure(error)
                    }
                }
                guard let count = try result.get() else { break }
                sent += count
            }
            let isGone = sent == parcel.bytes.count
            state.withLock { state in
                guard !state.parcels.isEmpty else { return }
                if isGone { state.parcels.removeFirst() } else { state.parcels[0].sent = sent }
            }
            guard isGone else { return }
            parcel.done.keep(.success(()))
        }
    }

    /// Tells everybody who waits, and whoever comes later, that it is over.
    func fail(_ failure: HTTPFailure) {
        let parcels = state.withLock { state in
            if state.failure == nil { state.failure = failure }
            defer { state.parcels = [] }
            return state.parcels
        }
        for parcel in parcels { parcel.done.keep(.failure(failure)) }
    }
}
