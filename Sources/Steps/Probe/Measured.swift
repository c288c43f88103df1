internal import Basis
internal import Updates

/// A measured value under the name by which people know it.
struct Measured: Hashable, Sendable {
    enum Amount: Hashable, Sendable {
        /// As it was read: a number, or a word of an answer.
        case text(String)
        /// A part of one, which thresholds may write as percent.
        case share(Double)
        /// A part of a whole number of bytes, for thresholds in either.
        case bytes(ByteCount, of: ByteCount?)
        case duration(Duration)
    }

    let name: String
    let amount: Amount

    /// The value in the form in which a threshold is written.
    func text(for comparison: Comparison) -> String {
        switch (amount, comparison.quantity) {
        case (.text(let text), _): text
        case (.share(let share), .percent?): "\(share * 100)%"
        case (.share(let share), _): "\(share)"
        case (.bytes(let bytes, let whole?), .percent?) where whole.bytes > 0:
            "\(Double(bytes.bytes) * 100 / Double(whole.bytes))%"
        case (.bytes(let bytes, _), .number?): "\(bytes.bytes)"
        case (.bytes(let bytes, _), _): "\(bytes.bytes)B"
        case (.duration(let duration), .number?): "\(duration.components.seconds)"
        case (.duration(let duration), _): duration.text
        }
    }

    /// The value as people read it.
    var shown: String {
        switch amount {
        case .text(let text): text.excerpt
        case .share(let share): "\(Double(Int64(min(share, 1e9) * 1000)) / 10)%"
        case .bytes(let bytes, let whole): whole.map { "\(bytes) of \($0)" } ?? "\(bytes)"
        case .duration(let duration): duration.text
        }
    }
}

extension Asker {
    /// Holds measured values against the gate's thresholds. Nothing measured is no good sign.
    func measured(_ values: [Measured]) throws -> Answer {
        guard !values.isEmpty else { return .failed("nothing was measured") }
        let answers = try values.map { value in
            let seen = "\(value.name) is \(fill.scrub(value.shown))"
            if let fail = gate.limits?.fail, try holds(fail, value) {
                return Answer.failed("\(seen), which is \(fail.value.sign.rawValue) \(fail.value.operand)")
            }
            guard let warn = gate.limits?.warn, try holds(warn, value) else { return Answer.passed(seen) }
            let warning = Diagnostic(
                GateCode.warning, "\(seen), which is \(warn.value.sign.rawValue) \(warn.value.operand)",
                at: .text(warn.span, line: nil), severity: .warning)
            return Answer(holds: true, seen: seen, warnings: [warning])
        }
        return .all(answers)
    }

    private func holds(_ limit: Located<Comparison>, _ value: Measured) throws -> Bool {
        guard let holds = limit.value.holds(for: value.text(for: limit.value)) else {
            throw GateFailure.incomparable(value: value.shown, limit.value, limit.span)
        }
        return holds
    }
}
