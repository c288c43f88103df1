/// Something that was guessed, and what from.
struct Guess<Value: Sendable>: Sendable {
    let value: Value
    /// A sentence for the person who reads the manifest.
    let why: String

    init(_ value: Value, because why: String) { (self.value, self.why) = (value, why) }
}

extension Guess: Equatable where Value: Equatable {}
