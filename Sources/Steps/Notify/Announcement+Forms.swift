internal import Basis
internal import FoundationEssentials
internal import Ports
internal import Updates

extension Announcement {
    /// The text as people read it. A repeat says so: they may have seen it.
    var shown: String { isRepeat ? "\(text) (sent again, as nobody knows whether it arrived)" : text }

    /// What a Slack-compatible webhook takes.
    func slack() throws -> [UInt8] { try Announcement.json(SlackMessage(text: shown)) }

    /// What a webhook of somebody's own takes.
    func webhook() throws -> [UInt8] {
        try Announcement.json(
            WebhookMessage(key: key, event: event.rawValue, text: text, facts: facts, repeated: isRepeat))
    }

    /// What PagerDuty's events take, version 2.
    func pagerduty(routingKey: Secret) throws -> [UInt8] {
        let isTrouble = [.failed, .paused, .stranded].contains(event)
        let payload = PagerDutyMessage.Payload(
            summary: String(shown.prefix(1024)), source: facts["host"] ?? "belay",
            severity: event == .stranded ? "critical" : isTrouble ? "error" : "info", details: facts)
        return try Announcement.json(
            PagerDutyMessage(
                routingKey: routingKey.reveal(), eventAction: "trigger", dedupKey: key, payload: payload))
    }

    private static func json(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}

private struct SlackMessage: Encodable {
    let text: String
}

private struct WebhookMessage: Encodable {
    let key: String
    let event: String
    let text: String
    let facts: [String: String]
    let repeated: Bool
}

private struct PagerDutyMessage: Encodable {
    struct Payload: Encodable {
        let summary: String
        let source: String
        let severity: String
        let details: [String: String]

        enum CodingKeys: String, CodingKey {
            case summary, source, severity
            case details = "custom_details"
        }
    }

    let routingKey: String
    let eventAction: String
    let dedupKey: String
    let payload: Payload

    enum CodingKeys: String, CodingKey {
        case routingKey = "routing_key"
        case eventAction = "event_action"
        case dedupKey = "dedup_key"
        case payload
    }
}
