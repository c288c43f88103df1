import Basis
import Updates

extension Key where Value == Patience {
    /// The keys that say how often and for how long a gate asks.
    static var patience: Key {
        let count = Form<Located<Int>>.integer(1...1000)
        let passes = Key<Located<Int>?>.optional(
            "passes", count, "Passes in a row that make the verdict good.")
        let fails = Key<Located<Int>?>.optional(
            "fails", count, "Failures in a row that make the verdict bad; 3.")
        let every = Key<Located<Duration>?>.optional("every", .duration, "From one try to the next.")
        let within = Key<Located<Duration>?>.optional("within", .duration, "When the verdict must have come.")
        let lasting = Key<Located<Duration>?>.optional("for", .duration, "How long to keep looking.")
        let timeout = Key<Located<Duration>?>.optional("timeout", .duration, "How long one try may take; 2s.")
        let tolerate = Key<Located<Int>?>.optional(
            "tolerate", .integer(0...1_000_000), "How many failures are forgiven while it lasts.")
        let shapes =
            [passes, fails, tolerate].flatMap(\.shapes) + [every, within, lasting, timeout].flatMap(\.shapes)
        return Key(shapes: shapes) { record, reading in
            var patience = Patience()
            patience.passes = passes.read(record, &reading)??.value
            patience.fails = fails.read(record, &reading)??.value
            patience.every = every.read(record, &reading)??.value
            patience.within = within.read(record, &reading)??.value
            patience.lasting = lasting.read(record, &reading)??.value
            patience.timeout = timeout.read(record, &reading)??.value
            patience.tolerate = tolerate.read(record, &reading)??.value
            return patience
        }
    }
}
