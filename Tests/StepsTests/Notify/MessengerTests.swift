import Basis
import Ports
import Seals
import Testing
import Updates

@testable import Steps

/// Messages arrive in the form that each receiver takes, a bounded number of times, under one key.
struct MessengerTests {
    private let stage = Stage()
    private let secret = name("secrets", "database-password")

    private func message(_ event: Receiver.Event = .failed, isRepeat: Bool = false) -> Announcement {
        Announcement(
            key: "k3f9x2ab.7.1", event: event, text: "shop \"staging\": failed",
            facts: ["app": "shop", "environment": "staging", "host": "deck.example", "run": "k3f9x2ab"],
            isRepeat: isRepeat)
    }

    private func send(_ channel: Receiver.Channel, pagerduty: String = "", isRepeat: Bool = false)
        async throws
    {
        let messenger = Messenger(
            try stage.means(), pagerduty: pagerduty, pauses: [.milliseconds(5), .milliseconds(5)])
        try await messenger.send(message(isRepeat: isRepeat), to: Receiver(channel, on: []))
    }

    @Test func slackTakesATextAndARepeatSaysSo() async throws {
        let server = LoopbackServer { _, _ in .init() }
        defer { server.stop() }
        let url = Template([.text("\(server.url)/services/"), secret], at: Stage.span)
        try await send(.slack(url))
        try await send(.slack(url), isRepeat: true)
        #expect(server.asked.map(\.target) == Array(repeating: "/services/\(StageVault.password)", count: 2))
        #expect(server.asked.first?.body == #"{"text":"shop \"staging\": failed"}"#)
        #expect(server.asked.last?.body.contains("sent again") == true)
    }

    @Test func rule9AWebhookIsSignedAndCarriesTheKey() async throws {
        let server = LoopbackServer { _, _ in .init(status: 204) }
        defer { server.stop() }
        let path = Template([.text("\(server.url)/hook/"), name("env")], at: Stage.span)
        try await send(.webhook(url: path, secret: Template([secret], at: Stage.span)))
        let asked = try #require(server.asked.first)
        #expect(asked.target == "/hook/staging" && asked.headers["idempotency-key"] == "k3f9x2ab.7.1")
        let code = HMACSHA256.code(of: Array(asked.body.utf8), key: Array(StageVault.password.utf8))
        #expect(asked.headers["x-belay-signature"] == "sha256=\(code.hexadecimal)")
        #expect(asked.body.contains(#""event":"failed""#) && asked.body.contains(#""repeated":false"#))
    }

    @Test func rule9PagerDutyKnowsARepeatByItsKey() async throws {
        let server = LoopbackServer { _, _ in .init(status: 202) }
        defer { server.stop() }
        try await send(
            .pagerduty(Template([secret], at: Stage.span)), pagerduty: "\(server.url)/v2/enqueue")
        let body = try #require(server.asked.first?.body)
        for part in [
            #""dedup_key":"k3f9x2ab.7.1""#, #""event_action":"trigger""#, #""severity":"error""#,
            #""source":"deck.example""#, #""routing_key":"\#(StageVault.password)""#,
        ] { #expect(body.contains(part), "\(part)") }
    }

    @Test func whatMayPassIsTriedAgainAndWhatIsRefusedIsNot() async throws {
        let server = LoopbackServer { asked, count in
            asked.target == "/no"
                ? .init(status: 404, body: "no_team \(StageVault.password)")
                : .init(status: count < 2 ? 503 : 200)
        }
        defer { server.stop() }
        try await send(.slack(text("\(server.url)/yes")))
        #expect(server.asked.count == 3)
        let key = Template([secret], at: Stage.span)
        let refused = await #expect(throws: NotifyFailure.self) {
            try await send(.webhook(url: text("\(server.url)/no"), secret: key))
        }
        #expect(server.asked.count == 4)
        #expect(refused?.diagnostic.why == "it answered 404: no_team [redacted]")
    }

    @Test func whatCannotBeReachedIsGivenUpAndTheAddressNotShown() async throws {
        let url = Template([.text("http://127.0.0.1:9/"), secret], at: Stage.span)
        let failure = await #expect(throws: NotifyFailure.self) { try await send(.slack(url)) }
        guard case .notSent("slack", 3, let why)? = failure else { return #expect(Bool(false)) }
        let told = try #require(failure).diagnostic
        #expect(!why.isEmpty && !"\(told)".contains(StageVault.password))
        let bare = await #expect(throws: NotifyFailure.self) {
            try await send(.slack(Template([secret], at: Stage.span)))
        }
        #expect(bare?.diagnostic.code == "notify.unusable")
        let words = try #require(bare).diagnostic
        #expect(!"\(words)".contains(StageVault.password))
    }

    @Test func aCommandReadsTheMessage() async throws {
        let words = [
            text("sh"), text("-c"), text("cat > told; echo $BELAY_EVENT $BELAY_KEY $BELAY_APP >> told"),
        ]
        try stage.write("told", "")
        try await send(
            .command([text("sh"), text("-c"), text("cd \(stage.folder) && \(words[2].literal ?? "")")]))
        #expect(stage.read("told") == "shop \"staging\": failed\nfailed k3f9x2ab.7.1 shop\n")
        let failure = await #expect(throws: NotifyFailure.self) {
            try await send(.command([text("sh"), text("-c"), text("echo full >&2; exit 3")]))
        }
        #expect(failure == .notSent(kind: "command", tries: 3, why: "exit code 3: full"))
    }

    @Test func rule9MailGoesThroughAServerUnderItsKey() async throws {
        let sink = MailSink()
        defer { sink.stop() }
        try await send(
            .email(
                to: [text("ops@example.com"), text("ada@example.com")], from: nil,
                through: text("smtp://127.0.0.1:\(sink.port)")))
        let lines = sink.lines
        for line in [
            "MAIL FROM:<belay@deck.example>", "RCPT TO:<ops@example.com>", "RCPT TO:<ada@example.com>",
            "Message-ID: <k3f9x2ab.7.1@deck.example>", "Subject: shop \"staging\": failed",
        ] { #expect(lines.contains { $0.hasPrefix(line) }, "\(line) in \(lines)") }
        let body = lines.drop { !$0.isEmpty }.dropFirst().prefix { $0 != "." }.joined()
        let text = String(decoding: Base64.padded.decode(Array(body.utf8)) ?? [], as: UTF8.self)
        #expect(text.hasPrefix("shop \"staging\": failed\n\napp: shop\n"))
    }

    @Test func mailThatIsRefusedIsGivenUpAndNoPasswordGoesInTheClear() async throws {
        let sink = MailSink(refusing: "RCPT")
        defer { sink.stop() }
        let to = [text("ops@example.com")]
        let refused = await #expect(throws: NotifyFailure.self) {
            try await send(.email(to: to, from: nil, through: text("smtp://127.0.0.1:\(sink.port)")))
        }
        #expect(refused?.diagnostic.why?.contains("550") == true)
        let server = Template(
            [.text("smtp://ada:"), secret, .text("@127.0.0.1:\(sink.port)")], at: Stage.span)
        let before = sink.lines.count
        await #expect(throws: NotifyFailure.self) {
            try await send(.email(to: to, from: nil, through: server))
        }
        #expect(!sink.lines.dropFirst(before).contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
        await #expect(throws: NotifyFailure.self) {
            try await send(
                .email(to: [text("a>\r\nDATA")], from: nil, through: text("smtp://127.0.0.1:\(sink.port)")))
        }
    }
}
