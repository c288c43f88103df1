internal import Basis
internal import Glibc
internal import HTTP
internal import Ports
internal import Seals
internal import Updates

/// A message as mail.
struct Letter: Sendable {
    /// What lines of base 64 have in mail.
    private static let lineLength = 76
    /// A subject is read in a list.
    private static let subjectLength = 120

    private let server: MailServer
    private let from: String
    private let to: [String]
    private let text: String

    init(_ message: Announcement, to: [Template], from: Template?, through: Template, _ lexicon: Lexicon)
        async throws
    {
        guard let server = MailServer(try await lexicon.text(through).secret) else {
            throw NotifyFailure.unusable(
                kind: "email", through.span, why: "`through:` is no smtp:// or smtps:// URL")
        }
        var receivers: [String] = []
        for receiver in to { receivers.append(try await lexicon.words(receiver)) }
        let host = message.facts["host"] ?? "localhost"
        let sender = if let from { try await lexicon.words(from) } else { "belay@\(host)" }
        (self.server, self.from, self.to) = (server, sender, receivers)
        text = Letter.text(message, from: sender, to: receivers, host: host, at: time(nil))
    }

    func post(over web: Web, deadline: Deadline) async throws {
        try await web.post(Array(text.utf8), from: from, to: to, through: server, deadline: deadline)
    }

    /// Head and body. The body is in base 64, so that no line is too long and none begins with a dot.
    private static func text(
        _ message: Announcement, from: String, to: [String], host: String, at moment: time_t
    ) -> String {
        let first = message.shown.split(whereSeparator: \.isNewline).first.map(String.init) ?? "Belay"
        let head = [
            "Date: \(date(moment))", "From: <\(from)>", "To: \(to.map { "<\($0)>" }.joined(separator: ", "))",
            "Subject: \(word(String(first.prefix(subjectLength))))",
            // The same for every sending: servers and readers know a repeat by it.
            "Message-ID: <\(message.key)@\(host)>", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
        ]
        let facts = message.facts.sorted { $0.key < $1.key }.map { "\($0): \($1)" }.joined(separator: "\n")
        let body = Base64.padded.encode(Array("\(message.shown)\n\n\(facts)\n".utf8))
        let lines = stride(from: 0, to: body.count, by: lineLength).map { start in
            String(decoding: body[start..<min(start + lineLength, body.count)], as: UTF8.self)
        }
        return (head + [""] + lines + [""]).joined(separator: "\r\n")
    }

    /// Words of a head, which knows only ASCII.
    private static func word(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) else { return text }
        // An encoded word has at most 75 characters; several make one text.
        var (words, piece) = ([String](), "")
        for character in text {
            if piece.utf8.count + String(character).utf8.count > 42 {
                words.append(piece)
                piece = ""
            }
            piece.append(character)
        }
        return (words + [piece]).map { piece in
            "=?utf-8?B?\(String(decoding: Base64.padded.encode(Array(piece.utf8)), as: UTF8.self))?="
        }.joined(separator: "\r\n ")
    }

    private static func date(_ moment: time_t) -> String {
        var (moment, parts) = (moment, tm())
        gmtime_r(&moment, &parts)
        var buffer = [CChar](repeating: 0, count: 64)
        let count = strftime(&buffer, buffer.count, "%a, %d %b %Y %H:%M:%S +0000", &parts)
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
