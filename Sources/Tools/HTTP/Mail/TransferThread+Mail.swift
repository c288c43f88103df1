package import Basis

extension TransferThread {
    /// Hands a letter to a server, which takes it from there. Its lines end as mail's do, by CR and LF.
    package func post(
        _ text: [UInt8], from: String, to: [String], through server: MailServer, deadline: Deadline
    ) async throws(HTTPFailure) {
        let endpoint: HTTPEndpoint =
            server.isSecure
            ? .https(host: server.host, port: server.port, TLSSettings())
            : .http(host: server.host, port: server.port)
        let client = HTTPClient(HTTPSettings(endpoint), on: self)
        let transfer = MailTransfer(
            text, from: from, to: to, through: server, of: client, deadline: deadline)
        guard !to.isEmpty, ([from] + to).allSatisfy(\.isMailAddress) else {
            throw transfer.failure(.badRequest, why: "an address of mail is none")
        }
        try client.check(HTTPRequest(.get, "/"), for: transfer)
        let answer = await withTaskCancellationHandler {
            transfer.loop.give(.start(transfer))
            return await transfer.answer.value
        } onCancel: {
            transfer.loop.give(.end(transfer, .cancelled))
        }
        try answer.get()
    }
}

extension String {
    /// Whether it may stand between angle brackets in the conversation with a server.
    fileprivate var isMailAddress: Bool {
        contains("@") && utf8.count <= 254
            && utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && !"<>".utf8.contains($0) }
    }
}
