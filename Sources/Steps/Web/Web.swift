internal import Basis
package import HTTP

/// Sends requests wherever a URL leads, all on one thread; connections are kept for the next one.
package struct Web: Sendable {
    private let thread: TransferThread
    private let trust: TLSSettings.Trust

    /// Requests that trust whom the machine trusts, unless something else is said.
    package init(trust: TLSSettings.Trust = .system) {
        thread = TransferThread()
        self.trust = trust
    }

    /// Sends a request to where a URL leads; the URL's own path stands before that of the request.
    func send(_ request: HTTPRequest, to place: WebPlace, deadline: Deadline) async throws -> HTTPResponse {
        do { return try await client(of: place).send(request, deadline: deadline) } catch {
            throw error.code == .cancelled ? CancellationError() : error
        }
    }

    /// The certificates that a host shows, its own first.
    func certificates(of host: String, port: UInt16, deadline: Deadline) async throws -> [Certificate] {
        let settings = HTTPSettings(.https(host: host, port: port, TLSSettings(trust: trust)))
        do { return try await HTTPClient(settings, on: thread).certificates(deadline: deadline) } catch {
            throw error.code == .cancelled ? CancellationError() : error
        }
    }

    /// Whether somebody listens at a host and port, whatever they speak.
    func knock(_ place: WebPlace, deadline: Deadline) async throws {
        let settings = HTTPSettings(.http(host: place.host, port: place.port))
        do { try await HTTPClient(settings, on: thread).knock(deadline: deadline) } catch {
            throw error.code == .cancelled ? CancellationError() : error
        }
    }

    /// Hands a letter to a server of mail.
    func post(_ text: [UInt8], from: String, to: [String], through server: MailServer, deadline: Deadline)
        async throws
    {
        do { try await thread.post(text, from: from, to: to, through: server, deadline: deadline) } catch {
            throw error.code == .cancelled ? CancellationError() : error
        }
    }

    private func client(of place: WebPlace) -> HTTPClient {
        let endpoint: HTTPEndpoint =
            place.isSecure
            ? .https(host: place.host, port: place.port, TLSSettings(trust: trust))
            : .http(host: place.host, port: place.port)
        return HTTPClient(HTTPSettings(endpoint, userAgent: "belay"), on: thread)
    }
}
