internal import Basis
internal import HTTP
internal import Ports
internal import Updates

/// An HTTP question with its names filled in, ready to be asked of any place.
struct Inquiry: Sendable {
    /// How much of an answer is read: what has a million characters is nothing that people wrote a check for.
    private static let bodyLimit = ByteCount.mebibytes(1)

    private let question: HTTPQuestion
    private let target: Filled
    private let headers: [(name: String, value: Filled)]
    private let body: Filled?
    private let expectedHeaders: [(name: String, value: String)]
    private let paths: [(path: JSONPath, expectation: HTTPQuestion.JSONExpectation)]
    private let captures: [(name: String, path: JSONPath)]
    let fill: Fill

    init(_ question: HTTPQuestion, _ fill: Fill) async throws {
        (self.question, self.fill) = (question, fill)
        target = try await fill.text(question.target)
        var headers: [(String, Filled)] = []
        for field in question.headers { headers.append((field.name.value, try await fill.text(field.value))) }
        self.headers = headers
        body = if let template = question.body { try await Inquiry.body(template, fill) } else { nil }
        var expected: [(String, String)] = []
        for field in question.expectedHeaders {
            expected.append((field.name.value, try await fill.text(field.value).reveal()))
        }
        expectedHeaders = expected
        paths = try question.json.map { (try GateFailure.path($0.path), $0) }
        captures = try question.captures.map { ($0.name.value, try GateFailure.path($0.value)) }
    }

    /// The text to send. What is filled into JSON must not end a text in it.
    private static func body(_ template: Template, _ fill: Fill) async throws -> Filled {
        guard case .text(let start)? = template.parts.first,
            let mark = start.first(where: { !$0.isWhitespace }),
            "{[".contains(mark)
        else { return try await fill.text(template) }
        return try await fill.text(template, quoting: JSONTree.escaped)
    }

    /// The target, if it is a whole URL.
    var url: WebPlace? { WebPlace(target.reveal()) }

    /// The place that it asks for at a door.
    func place(at door: WebPlace) -> WebPlace { door.below(target.reveal()) }

    /// Asks a place, and judges the answer. Values to be kept are kept once it is good.
    func ask(_ place: WebPlace, over web: Web, deadline: Deadline) async throws -> Answer {
        let begun = ContinuousClock.now
        let response: HTTPResponse
        do {
            response = try await web.send(request(for: place), to: place, deadline: deadline)
            let bytes = try await response.collect(atMost: Inquiry.bodyLimit)
            let answer = Received(
                status: response.status, headers: response.headers, body: bytes,
                took: begun.duration(to: .now))
            return try judge(answer, of: place)
        } catch let failure as HTTPFailure {
            if failure.code == .cancelled { throw CancellationError() }
            let diagnostic = failure.diagnostic
            return .failed(shown(place) + ": " + fill.scrub(diagnostic.why ?? diagnostic.what))
        }
    }

    /// Asks a place only for an answer, whatever it is: why there was none, or none from behind the door.
    func loss(at place: WebPlace, over web: Web, deadline: Deadline) async -> String? {
        do {
            let response = try await web.send(request(for: place), to: place, deadline: deadline)
            _ = try await response.collect(atMost: Inquiry.bodyLimit)
            return response.status < 500 ? nil : "\(shown(place)) answered \(response.status)"
        } catch let failure as HTTPFailure {
            // More than we read is an answer.
            let diagnostic = failure.diagnostic
            return failure.code == .bodyTooLong
                ? nil : "\(shown(place)): \(fill.scrub(diagnostic.why ?? diagnostic.what))"
        } catch { return "\(shown(place)): \(error)" }
    }

    private func request(for place: WebPlace) -> HTTPRequest {
        var request = HTTPRequest(HTTPMethod(question.method.rawValue.uppercased()), place.path)
        request.hidesTarget = target.isSecret
        for field in headers { request.headers.add(field.name, field.value.reveal()) }
        guard let body else { return request }
        if request.headers["Content-Type"] == nil { request.headers.add("Content-Type", "application/json") }
        request.body = .bytes(Array(body.reveal().utf8))
        return request
    }

    private func judge(_ answer: Received, of place: WebPlace) throws -> Answer {
        let tree = paths.isEmpty && captures.isEmpty ? nil : JSONTree(answer.body)
        let seen = "\(shown(place)) answered \(answer.status) in \(answer.took.rounded)"
        if let flaw = statusFlaw(answer) ?? latencyFlaw(answer) ?? headerFlaw(answer) ?? textFlaw(answer)
            ?? jsonFlaw(tree)
        {
            let said = fill.scrub(answer.text).excerpt
            return .failed("\(seen), \(fill.scrub(flaw))" + (said.isEmpty ? "" : ": \(said)"))
        }
        for (name, path) in captures {
            guard let value = tree.flatMap(path.value) else {
                return .failed("\(seen), without `\(name)` in it")
            }
            fill.keep(Secret(value.text), as: name)
        }
        return .passed(seen)
    }

    private func shown(_ place: WebPlace) -> String {
        let shownPlace = target.isSecret ? Secret.redaction : place.description
        return "\(question.method.rawValue.uppercased()) \(shownPlace)"
    }

    private func statusFlaw(_ answer: Received) -> String? {
        let wanted = question.status.isEmpty ? [200...399] : question.status.map(\.value)
        guard !wanted.contains(where: { $0.contains(answer.status) }) else { return nil }
        return "not "
            + wanted.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ", ")
    }

    private func latencyFlaw(_ answer: Received) -> String? {
        question.latency.flatMap { answer.took > $0.value ? "more than \($0.value.text)" : nil }
    }

    private func headerFlaw(_ answer: Received) -> String? {
        expectedHeaders.lazy.compactMap { name, value in
            let found = answer.headers.all(name)
            if found.contains(value) { return nil }
            return found.isEmpty ? "without the header `\(name)`" : "the header `\(name)` is `\(found[0])`"
        }.first
    }

    private func textFlaw(_ answer: Received) -> String? {
        question.text?.flaw(in: answer.text).map { "and \($0)" }
    }

    private func jsonFlaw(_ tree: JSONTree?) -> String? {
        guard !paths.isEmpty else { return nil }
        guard let tree else { return "which is no JSON" }
        return paths.lazy.compactMap { path, expectation in
            let (name, wanted) = (expectation.path.value, expectation.comparison.value)
            guard let value = path.value(in: tree) else { return "nothing stands at `\(name)`" }
            if wanted.holds(for: value.text) == true { return nil }
            return "`\(name)` is \(value.text.excerpt), not \(wanted.sign.rawValue) \(wanted.operand)"
        }.first
    }
}

/// An answer as it came.
private struct Received {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]
    let took: Duration

    var text: String { String(decoding: body, as: UTF8.self) }
}

extension Duration {
    /// In whole milliseconds: nobody needs more.
    var rounded: String {
        let (seconds, attoseconds) = components
        return Duration.milliseconds(seconds * 1000 + attoseconds / 1_000_000_000_000_000).text
    }
}
