internal import Basis
internal import HTTP
package import Ports
internal import Seals
internal import Subprocesses
package import Updates

/// Brings messages to receivers: at least once, a bounded number of times, never longer than a run can wait.
package struct Messenger: Notifier {
    /// A receiver that is down for longer is not worth a run's time.
    private static let pauses: [Duration] = [.seconds(1), .seconds(4)]
    /// For one try.
    private static let allowance = Duration.seconds(10)
    /// What a command that reads a message has to say is for its own log.
    private static let output = Capture(atMost: .kibibytes(4), beyond: .keepsLast)

    private let means: Means
    private let pagerduty: String
    private let pauses: [Duration]

    /// With these means. PagerDuty's address is one for all of its customers.
    package init(_ means: Means, pagerduty: String = "https://events.pagerduty.com/v2/enqueue") {
        self.init(means, pagerduty: pagerduty, pauses: Messenger.pauses)
    }

    init(_ means: Means, pagerduty: String, pauses: [Duration]) {
        (self.means, self.pagerduty, self.pauses) = (means, pagerduty, pauses)
    }

    /// Sends a message to a receiver. What it throws is without the receiver's address and keys.
    package func send(_ message: Announcement, to receiver: Receiver) async throws {
        let lexicon = Lexicon(vault: means.vault) { message.value(of: $0) }
        let post = Post(kind: receiver.channel.word, lexicon: lexicon)
        switch receiver.channel {
        case .slack(let url):
            try await deliver(message.slack(), at: try await lexicon.text(url), url.span, post)
        case .webhook(let url, let secret):
            let body = try message.webhook()
            var headers = HTTPHeaders(["Idempotency-Key": message.key])
            if let secret {
                let key = Array(try await lexicon.text(secret).reveal().utf8)
                let code = HMACSHA256.code(of: body, key: key).hexadecimal
                headers.add("X-Belay-Signature", "sha256=\(code)")
            }
            try await deliver(body, at: try await lexicon.text(url), url.span, post, headers)
        case .pagerduty(let key):
            let body = try message.pagerduty(routingKey: try await lexicon.text(key).secret)
            try await deliver(body, at: Filled(pieces: [.plain(pagerduty)]), key.span, post)
        case .email(let to, let from, let through):
            let mail = try await Letter(message, to: to, from: from, through: through, lexicon)
            try await trying(post) {
                try await mail.post(over: means.web, deadline: .after(Messenger.allowance))
            }
        case .command(let words):
            try await trying(post) { try await run(words, message, post) }
        }
    }

    private func deliver(
        _ body: [UInt8], at url: Filled, _ span: Span, _ post: Post, _ headers: HTTPHeaders = HTTPHeaders()
    ) async throws {
        guard let place = WebPlace(url.reveal()) else {
            throw NotifyFailure.unusable(kind: post.kind, span, why: "its address is no http or https URL")
        }
        var request = HTTPRequest(.post, place.path, headers: headers, body: .bytes(body))
        request.headers.add("Content-Type", "application/json")
        // Who knows the path of a webhook may write to it.
        request.hidesTarget = true
        let ready = request
        try await trying(post) {
            let response = try await means.web.send(ready, to: place, deadline: .after(Messenger.allowance))
            let said = try await response.collect(atMost: .kibibytes(64))
            let answer = post.lexicon.scrub(String(decoding: said, as: UTF8.self)).excerpt
            switch response.status {
            case 200..<300: return
            case 429, 500...: throw TryAgain(why: "it answered \(response.status): \(answer)")
            case let status:
                throw NotifyFailure.refused(kind: post.kind, why: "it answered \(status): \(answer)")
            }
        }
    }

    private func run(_ words: [Template], _ message: Announcement, _ post: Post) async throws {
        var line: [String] = []
        for word in words { line.append(try await post.lexicon.words(word)) }
        guard let name = line.first else { return }
        var told = ["BELAY_KEY": message.key, "BELAY_EVENT": message.event.rawValue]
        for (fact, value) in message.facts { told["BELAY_\(fact.uppercased())"] = value }
        let environment = means.variables.merging(told) { $1 }.mapValues { EnvironmentValue.plain($0) }
        let invocation = Invocation(
            name.hasPrefix("/") ? .at(path: name) : .named(name, in: means.folders), Array(line.dropFirst()),
            environment: environment, input: .bytes(Array("\(message.shown)\n".utf8)))
        do {
            let outcome = try await means.launcher.run(
                invocation, by: .after(Messenger.allowance), output: Messenger.output,
                errors: Messenger.output)
            guard !outcome.exit.isSuccess else { return }
            let said = post.lexicon.scrub(outcome.errors.text).excerpt
            throw TryAgain(why: "\(outcome.exit): \(said)")
        } catch let error as SubprocessError {
            if case .cancelled = error { throw CancellationError() }
            throw TryAgain(why: post.lexicon.scrub(error.diagnostic.what))
        }
    }

    /// Tries a bounded number of times; what was refused is not tried again.
    private func trying(_ post: Post, _ work: () async throws -> Void) async throws {
        for number in 0...pauses.count {
            do { return try await work() } catch let error where error is TryAgain || error is HTTPFailure {
                let why = (error as? TryAgain)?.why ?? (error as? HTTPFailure).map(Messenger.words) ?? ""
                guard number < pauses.count else {
                    throw NotifyFailure.notSent(
                        kind: post.kind, tries: number + 1, why: post.lexicon.scrub(why))
                }
                try await Task.sleep(for: pauses[number])
            }
        }
    }

    private static func words(_ failure: HTTPFailure) -> String {
        let diagnostic = failure.diagnostic
        return [diagnostic.what, diagnostic.why].compactMap { $0 }.joined(separator: ": ")
    }
}

/// What is known of one delivery.
private struct Post {
    let kind: String
    let lexicon: Lexicon
}

/// It may be taken another time.
private struct TryAgain: Error {
    let why: String
}

extension Announcement {
    /// What the names in a receiver stand for: what the message itself says of the run.
    fileprivate func value(of name: NamePath) -> Value? {
        let fact: String? =
            switch name.description {
            case "app": facts["app"]
            case "env": facts["environment"]
            case "release.version", "release.tag": facts["version"]
            case "run.id": facts["run"]
            case "run.host": facts["host"]
            case "run.outcome": event.rawValue
            default: nil
            }
        return fact.map(Value.text)
    }
}
