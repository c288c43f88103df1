internal import Basis
internal import CCurl

/// One letter on its way to a server.
///
/// Sendable as its superclass explains: what it has beyond a promise is immutable or behind a mutex.
final class MailTransfer: Transfer, @unchecked Sendable {
    let answer = Promise<Result<Void, HTTPFailure>>()
    private let server: MailServer
    private let from: String
    private let to: [String]
    private let length: Int64
    private let outbox: Outbox

    init(
        _ text: [UInt8], from: String, to: [String], through server: MailServer, of client: HTTPClient,
        deadline: Deadline
    ) {
        (self.server, self.from, self.to) = (server, from, to)
        (length, outbox) = (Int64(text.count), Outbox(text))
        super.init(of: client, deadline: deadline)
    }

    override var place: String { "mail through \(server)" }

    override func configure(_ easy: EasyHandle) {
        super.configure(easy)
        easy.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        easy.set(CURLOPT_URL, server.description)
        // Protected where the server offers it, and always where a password goes along.
        let protection = server.user == nil ? CURLUSESSL_TRY : CURLUSESSL_ALL
        easy.set(CURLOPT_USE_SSL, Int(protection.rawValue))
        if let user = server.user {
            easy.set(CURLOPT_USERNAME, user)
            easy.set(CURLOPT_PASSWORD, server.password?.reveal() ?? "")
        }
        easy.set(CURLOPT_MAIL_FROM, "<\(from)>")
        easy.set(CURLOPT_MAIL_RCPT, lines: to.map { "<\($0)>" })
        easy.set(CURLOPT_UPLOAD, 1)
        easy.set(CURLOPT_INFILESIZE_LARGE, offset: length)
        easy.set(CURLOPT_READDATA, pointer: Unmanaged.passUnretained(self).toOpaque())
        easy.set(CURLOPT_READFUNCTION, callback: giveLetter)
    }

    fileprivate func give(_ target: UnsafeMutableRawBufferPointer) -> Int {
        if case .bytes(let count) = outbox.take(into: target) { count } else { 0 }
    }

    override func finish(_ failure: HTTPFailure?) {
        answer.keep(failure.map { .failure($0) } ?? .success(()))
    }
}

private func giveLetter(
    bytes: UnsafeMutablePointer<CChar>?, size: Int, count: Int, pointer: UnsafeMutableRawPointer?
) -> Int {
    // Alive: the loop holds every running transfer, and the library calls back for no other.
    let transfer = pointer.map { Unmanaged<MailTransfer>.fromOpaque($0).takeUnretainedValue() }
    return transfer?.give(UnsafeMutableRawBufferPointer(start: bytes, count: size * count)) ?? 0
}
