internal import Basis
internal import HTTP
internal import Ports
internal import Seals
internal import Updates

/// A bucket of S3, or of what speaks as S3 does. Paths are those of the bucket, which every server knows.
struct S3Depot: Depot {
    /// A part of a large file: what is held in memory, and at least five in the protocol.
    private static let partSize: Int64 = 16 << 20
    /// So many parts a file may have.
    private static let partsMax: Int64 = 10_000
    private static let answerLimit = ByteCount.mebibytes(8)
    /// A request with a part of a file in it, on a slow line.
    private static let patience = Duration.seconds(900)

    let place: String
    private let server: WebPlace
    private let bucket: String
    private let prefix: String
    private let signer: S3Signer
    private let web: Web
    private let now: @Sendable () -> Int64

    /// Reads `s3://BUCKET/PREFIX?region=REGION&endpoint=URL`. The keys are those of the environment:
    /// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, and `AWS_SESSION_TOKEN` where there is one; or they
    /// stand in front, `s3://KEY:SECRET@BUCKET`, where a secret of the manifest brings them.
    init(_ url: String, in setting: BackupSetting) throws(BackupFailure) {
        let shown = "s3://\(url.dropFirst("s3://".count).split(separator: "@").last ?? "")"
        var rest = url.dropFirst("s3://".count)
        let variables = setting.tools.variables
        var keys = (variables["AWS_ACCESS_KEY_ID"], variables["AWS_SECRET_ACCESS_KEY"])
        if let at = rest.lastIndex(of: "@") {
            let pair = rest[..<at].split(separator: ":", maxSplits: 1).map(String.init)
            if pair.count == 2 { keys = (pair[0], pair[1]) }
            rest = rest[rest.index(after: at)...]
        }
        let items = rest.split(separator: "?", maxSplits: 1).dropFirst().first?.split(separator: "&") ?? []
        let options = Dictionary(
            items.map { item in
                let pair = item.split(separator: "=", maxSplits: 1)
                return (String(pair[0]), pair.count == 2 ? String(pair[1]) : "")
            }
        ) { one, _ in one }
        let path = rest.prefix { $0 != "?" }.split(separator: "/").map(String.init)
        let region = options["region"] ?? variables["AWS_REGION"] ?? "us-east-1"
        guard let bucket = path.first,
            let server = WebPlace(options["endpoint"] ?? "https://s3.\(region).amazonaws.com")
        else { throw BackupFailure(.badPlace, "that is no bucket", at: shown) }
        guard let key = keys.0, let secret = keys.1 else {
            let why = "neither AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY nor KEY:SECRET@ are given"
            throw BackupFailure(.badPlace, "there are no keys for the bucket", at: shown, why: why)
        }
        place = shown
        (self.server, self.bucket) = (server, bucket)
        prefix = path.dropFirst().map { "\($0)/" }.joined()
        let session = variables["AWS_SESSION_TOKEN"].map { Secret($0) }
        signer = S3Signer(key: key, secret: Secret(secret), session: session, region: region)
        (web, now) = (setting.tools.web, { setting.tools.time.now })
    }

    func put(_ file: String, as path: String, by deadline: Deadline) async throws {
        let source = Regrouped(try FileStream(file))
        let size = Folder.size(of: file) ?? 0
        let part = max(S3Depot.partSize, size / (S3Depot.partsMax - 1) + 1)
        if size <= part {
            let body = try await source.next(Int(part))
            try await ask(.put, path, body: body, by: deadline)
            return
        }
        let begun = try await ask(.post, path, [("uploads", "")], by: deadline)
        guard let upload = XMLText.first("UploadId", in: begun.text) else { throw nonsense("UploadId") }
        do {
            var tags: [String] = []
            while case let body = try await source.next(Int(part)), !body.isEmpty {
                let query = [("partNumber", "\(tags.count + 1)"), ("uploadId", upload)]
                let answer = try await ask(.put, path, query, body: body, by: deadline)
                guard let tag = answer.tag else { throw nonsense("ETag") }
                tags.append(tag)
            }
            let parts = tags.enumerated().map {
                "<Part><PartNumber>\($0 + 1)</PartNumber><ETag>\($1)</ETag></Part>"
            }
            let text = "<CompleteMultipartUpload>\(parts.joined())</CompleteMultipartUpload>"
            let ended = try await ask(
                .post, path, [("uploadId", upload)], body: Array(text.utf8), by: deadline)
            // A failure that is found while the parts are joined comes with a status of success.
            guard ended.text.contains("CompleteMultipartUploadResult") else { throw nonsense(ended.text) }
        } catch {
            // Parts that nobody joins are stored, and paid for, until somebody removes them.
            _ = await Task { try? await ask(.delete, path, [("uploadId", upload)], by: deadline) }.value
            throw error
        }
    }

    func get(_ path: String, by deadline: Deadline) async throws -> any ByteStream {
        try await send(.get, "/\(bucket)/\(prefix)\(path)", [], [], by: deadline).body
    }

    func find(_ name: String, by deadline: Deadline) async throws -> [String] {
        try await keys(below: "", by: deadline).filter { $0.lastPart == name && $0.contains("/") }
    }

    func remove(_ folder: String, by deadline: Deadline) async throws {
        // What says that it is whole goes first.
        let all = try await keys(below: "\(folder)/", by: deadline)
        for key in all.sorted(by: { left, _ in left.lastPart == Shelf.sumsName }) {
            try await ask(.delete, key, by: deadline)
        }
    }

    // MARK: Requests

    private struct Answer {
        let text: String
        let tag: String?
    }

    private func keys(below folder: String, by deadline: Deadline) async throws -> [String] {
        var (keys, token): ([String], String?) = ([], nil)
        repeat {
            var query = [("list-type", "2"), ("prefix", prefix + folder)]
            if let token { query.append(("continuation-token", token)) }
            let answer = try await send(.get, "/\(bucket)", query, [], by: deadline)
            let text = String(
                decoding: try await answer.collect(atMost: S3Depot.answerLimit), as: UTF8.self)
            keys += XMLText.all("Key", in: text).map { String($0.dropFirst(prefix.count)) }
            token = XMLText.first("NextContinuationToken", in: text)
        } while token != nil
        return keys
    }

    @discardableResult
    private func ask(
        _ method: HTTPMethod, _ path: String, _ query: [(String, String)] = [], body: [UInt8] = [],
        by deadline: Deadline
    ) async throws -> Answer {
        let answer = try await send(method, "/\(bucket)/\(prefix)\(path)", query, body, by: deadline)
        let bytes = try await answer.collect(atMost: S3Depot.answerLimit)
        return Answer(text: String(decoding: bytes, as: UTF8.self), tag: answer.headers["ETag"])
    }

    private func send(
        _ method: HTTPMethod, _ path: String, _ query: [(String, String)], _ body: [UInt8],
        by deadline: Deadline
    ) async throws -> HTTPResponse {
        let path = HTTPRequest.encoded(path, leaving: "/")
        let query = query.map { (name: $0.0, value: $0.1) }
        let base = server.path == "/" ? "" : server.path
        let signed = signer.headers(
            method.name, host: server.hostField, path: base + path, query: query,
            digest: SHA256.digest(of: body).hexadecimal,
            at: BackupID(began: now(), by: "s3")?.text.moment ?? "")
        var headers = HTTPHeaders()
        for header in signed { headers.add(header.name, header.value) }
        let target = query.isEmpty ? path : "\(path)?\(S3Signer.canonical(query))"
        let isBody = method == .put || method == .post
        let request = HTTPRequest(method, target, headers: headers, body: isBody ? .bytes(body) : .none)
        do {
            return try await web.send(
                request, to: server, deadline: min(deadline, .after(S3Depot.patience))
            ).expecting()
        } catch let failure as HTTPFailure {
            let diagnostic = failure.diagnostic
            let why = [diagnostic.what, diagnostic.why].compactMap { $0 }.joined(separator: ": ")
            throw BackupFailure(.offsiteFailed, "the bucket did not take or give it", at: place, why: why)
        }
    }

    private func nonsense(_ what: String) -> BackupFailure {
        BackupFailure(
            .offsiteFailed, "the bucket's server answers as none does", at: place,
            why: String(what.prefix(400)))
    }
}
