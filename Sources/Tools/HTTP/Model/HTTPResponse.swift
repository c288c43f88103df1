package import Basis

/// An answer: its head, and its body still to be read.
///
/// Dropping the body unread, or its reader's cancellation, ends the exchange and closes the connection.
package struct HTTPResponse: Sendable {
    /// Status and fields.
    package let head: HTTPHead
    /// What follows, at the reader's pace.
    ///
    /// It throws `HTTPFailure`.
    package let body: any ByteStream
    private let exchange: Exchange

    init(_ head: HTTPHead, body: any ByteStream, of exchange: Exchange) {
        self.head = head
        self.body = body
        self.exchange = exchange
    }

    /// The three digits.
    package var status: Int { head.status }
    /// The fields.
    package var headers: HTTPHeaders { head.headers }

    /// The whole body, or `http.body-too-long`: at once when a longer one is announced, else as soon as it is
    /// longer.
    package func collect(atMost limit: ByteCount) async throws(HTTPFailure) -> [UInt8] {
        let announced = headers["Content-Length"].flatMap { Int64($0) } ?? 0
        guard announced <= limit.bytes else { throw tooLong(limit) }
        do {
            return try await body.collect(atMost: limit)
        } catch let failure as HTTPFailure {
            throw failure
        } catch {
            throw tooLong(limit)
        }
    }

    /// The response itself, or `http.unexpected-status` with the first bytes of what the service said
    /// instead.
    @discardableResult
    package func expecting(_ statuses: Range<Int> = 200..<300) async throws(HTTPFailure) -> HTTPResponse {
        if statuses.contains(status) { return self }
        throw HTTPFailure(.unexpectedStatus, at: exchange.place, why: await excerpt(), status: status)
    }

    private func tooLong(_ limit: ByteCount) -> HTTPFailure {
        exchange.failure(.bodyTooLong, why: "allowed: \(limit)")
    }

    /// What can be had of the body within the limit; its own failure is no matter beside the status.
    private func excerpt() async -> String? {
        var bytes: [UInt8] = []
        let limits = exchange.settings.limits
        while bytes.count < limits.excerpt.bytes, let piece = try? await body.next() { bytes += piece }
        return String(excerptOf: bytes, limit: limits.excerpt)
    }
}

extension String {
    /// Foreign bytes fit to be shown: cut, and without control characters.
    ///
    /// Nil when nothing is left.
    init?(excerptOf bytes: [UInt8], limit: ByteCount) {
        let text = String(decoding: bytes.prefix(Int(limit.bytes)), as: UTF8.self)
        let shown = text.unicodeScalars.map { $0.value < 0x20 || (0x7f..<0xa0).contains($0.value) ? " " : $0 }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: shown)
        let trimmed = String(view).trimmingBlanks
        if trimmed.isEmpty { return nil }
        self = String(trimmed)
    }
}
