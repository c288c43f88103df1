internal import Basis

/// Chance from a seed: SplitMix64, the same on every machine.
package final class Dice: Sendable {
    private let state: Guarded<UInt64>

    /// Dice that fall the same way for the same seed.
    package init(seed: UInt64) { state = Guarded(seed) }

    /// Sixty-four bits.
    package func next() -> UInt64 {
        state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
    }

    /// A number below a bound.
    package func below(_ bound: Int) -> Int { bound < 2 ? 0 : Int(next() % UInt64(bound)) }

    /// Whether something of so many chances in a thousand happens.
    package func falls(_ chances: Int) -> Bool { chances > 0 && below(1000) < chances }

    /// One of several.
    package func one<Element>(of elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[below(elements.count)]
    }
}
