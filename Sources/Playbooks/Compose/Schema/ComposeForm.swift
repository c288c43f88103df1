import Basis

/// How one kind of value is read from a Compose file.
///
/// A form that cannot read a node reports why and gives nil; it never throws, so that its neighbours are read
/// as well.
struct ComposeForm<Value>: Sendable {
    let read: @Sendable (ComposeNode, inout ComposeReading) -> Value?

    init(_ read: @escaping @Sendable (ComposeNode, inout ComposeReading) -> Value?) { self.read = read }

    /// The same writing, taken further; the step may report and refuse.
    func then<Other>(
        _ step: @escaping @Sendable (Value, ComposeNode, inout ComposeReading) -> Other?
    ) -> ComposeForm<Other> {
        ComposeForm<Other> { node, reading in read(node, &reading).flatMap { step($0, node, &reading) } }
    }

    /// The same writing for another value.
    func map<Other>(_ transform: @escaping @Sendable (Value) -> Other) -> ComposeForm<Other> {
        then { value, _, _ in transform(value) }
    }
}
