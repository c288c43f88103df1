import Basis
import FoundationEssentials
internal import HTTP

/// Questions and answers over https: each is a request of its own, to the address that was named and to no
/// other.
final class HTTPSCarrier: Carrier {
    /// Some servers answer only those who call themselves git.
    private static let userAgent = "git/2.0 (belay)"
    /// A list of as many names as are taken, a hundred and some bytes each.
    private static let namesLimit = ByteCount.mebibytes(256)

    let asksAnew = true
    private let upstream: Upstream
    private let job: Job
    private let client: HTTPClient
    private let path: String

    private var part = ConversationPart.names
    private var question: [UInt8] = []
    private var answer: (any ByteStream)?
    private var unread: ArraySlice<UInt8> = []
    private var received: Int64 = 0

    init(_ upstream: Upstream, _ job: Job) throws(GitError) {
        guard case .https(let host, let port, let path) = upstream.address.way,
            let port = UInt16(exactly: port ?? 443)
        else { throw .badAddress(shown: job.place, why: "it is not an https address") }
        (self.upstream, self.job) = (upstream, job)
        self.path = path.hasSuffix("/") ? String(path.dropLast()) : path
        let trust: TLSSettings.Trust =
            switch upstream.certificates {
            case .system: .system
            case .file(let file): .file(file)
            }
        client = HTTPClient(
            HTTPSettings(
                .https(host: host, port: port, TLSSettings(trust: trust)), userAgent: Self.userAgent))
    }

    func begin(_ part: ConversationPart) {
        self.part = part
        (question, answer, unread, received) = ([], nil, [], 0)
    }

    func write(_ bytes: UnsafeRawBufferPointer) { question += bytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(GitError) -> Int {
        let answer = try begun()
        if unread.isEmpty {
            let next = try job.wait { try await answer.next() }
            guard let piece = try need(next) else { return 0 }
            unread = piece[...]
            received += Int64(piece.count)
            if case .names = part, received > Self.namesLimit.bytes {
                throw .tooLarge(what: "the list of names", limit: "\(Self.namesLimit)")
            }
        }
        let count = min(buffer.count, unread.count)
        buffer.copyBytes(from: unread.prefix(count))
        unread = unread.dropFirst(count)
        return count
    }

    func close() { begin(.names) }

    private func begun() throws(GitError) -> any ByteStream {
        if let answer { return answer }
        let answer = try ask()
        self.answer = answer
        return answer
    }

    /// Sends the question; the answer's body, if it is one that a git server gives.
    private func ask() throws(GitError) -> any ByteStream {
        let (request, kind) = request()
        let (client, deadline) = (client, job.deadline)
        let response = try need(job.wait { try await client.send(request, deadline: deadline) })
        guard response.status == 200 else { throw refusal(response.head) }
        guard response.headers["Content-Type"] == kind else {
            let shown = response.headers["Content-Type"].map { Remark.clean($0.utf8.prefix(100)) }
            throw .unreachable(
                place: job.place, why: "it answers with \(shown ?? "untyped bytes") instead of \(kind)")
        }
        return response.body
    }

    /// The request, and the type of content that only a git server answers with.
    private func request() -> (HTTPRequest, answer: String) {
        let service = "git-upload-pack"
        var request: HTTPRequest
        var answer: String
        switch part {
        case .names:
            request = HTTPRequest(.get, "\(path)/info/refs?service=\(service)")
            answer = "application/x-\(service)-advertisement"
        case .objects:
            request = HTTPRequest(.post, "\(path)/\(service)", body: .bytes(question))
            request.headers.add("Content-Type", "application/x-\(service)-request")
            answer = "application/x-\(service)-result"
        }
        request.headers.add("Accept", answer)
        if case .token(let user, let secret) = upstream.credentials {
            let pair = Data("\(user):\(secret.reveal())".utf8).base64EncodedString()
            request.headers.add("Authorization", Secret("Basic \(pair)"))
        }
        return (request, answer)
    }

    private func need<Value>(_ result: Result<Value, HTTPFailure>) throws(GitError) -> Value {
        do throws(HTTPFailure) { return try result.get() } catch {
            throw GitError(error, for: job, trusting: upstream.certificates)
        }
    }

    private func refusal(_ head: HTTPHead) -> GitError {
        switch head.status {
        case 401, 403:
            guard case .token(let user, _) = upstream.credentials else {
                return .authenticationFailed(
                    place: job.place, tried: [], why: "the server asks for credentials")
            }
            return .authenticationFailed(
                place: job.place, tried: ["token of \(user.isEmpty ? "no user" : user)"],
                why: "the server refused them with status \(head.status)")
        case 404, 410:
            return .noSuchRepository(place: job.place, why: "the server answers with status \(head.status)")
        case 300..<400:
            return .moved(place: job.place, to: head.headers["Location"].map(Self.shown) ?? "nowhere")
        default:
            return .unreachable(place: job.place, why: "the server answers with status \(head.status)")
        }
    }

    /// Where a redirect leads, as the address of a repository, fit to be shown.
    private static func shown(_ location: String) -> String {
        let place = Remark.clean(location.utf8.prefix(300)).prefix { $0 != "?" && $0 != "#" }
        let plain = String(place.hasSuffix("/info/refs") ? place.dropLast("/info/refs".count) : place)
        // A token in it is for nobody's log.
        guard let at = plain.lastIndex(of: "@") else { return plain }
        let scheme = plain.hasPrefix("https://") ? "https://" : ""
        return scheme + plain[plain.index(after: at)...]
    }
}
