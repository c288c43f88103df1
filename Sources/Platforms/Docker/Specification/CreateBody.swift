internal import Basis
internal import Updates

/// The body of the call that makes a container, as it grows.
struct CreateBody {
    /// Fields of the container.
    var fields: [String: EngineValue] = [:]
    /// Fields of what it has of its host.
    var host: [String: EngineValue] = [:]

    /// The whole.
    var value: EngineValue {
        var fields = fields
        if !host.isEmpty { fields["HostConfig"] = .object(host) }
        return .object(fields)
    }

    /// A list of texts, unless it is empty.
    static func texts(_ texts: [Located<String>]) -> EngineValue? {
        texts.isEmpty ? nil : .list(texts.map { .text($0.value) })
    }

    /// Texts by name, unless there are none.
    static func named(_ texts: [Named<Located<ComposeText>>]) -> EngineValue? {
        texts.isEmpty ? nil : .object(table(texts))
    }

    /// Texts by name; of two under one name the later counts.
    static func table(_ texts: [Named<Located<ComposeText>>]) -> [String: EngineValue] {
        Dictionary(
            texts.map { ($0.name.value, EngineValue.secret($0.value.value.value)) }, uniquingKeysWith: { $1 })
    }
}

extension EngineValue {
    /// A whole number of bytes.
    init(_ count: ByteCount) { self = .integer(count.bytes) }

    /// Nanoseconds, which is how engines count time. 0 means what the image says, so less than a
    /// millisecond becomes one.
    init(nanoseconds duration: Duration) {
        let (seconds, rest) = duration.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let total = overflow ? Int64.max : whole &+ rest / 1_000_000_000
        self = .integer(total == 0 ? 0 : max(total, 1_000_000))
    }
}
