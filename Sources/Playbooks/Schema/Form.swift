import YAML

/// How one kind of value is written: what it looks like, and how it is read.
///
/// Forms are the one table from which the parser, the JSON Schema and the manual come, so none of the three
/// can say something else than the others. A form that cannot read a node reports why and gives nil; it never
/// throws, so that its neighbours are read as well.
package struct Form<Value>: Sendable {
    /// What it looks like.
    package let shape: Shape
    let read: @Sendable (YAMLNode, inout Reading) -> Value?

    init(_ shape: Shape, read: @escaping @Sendable (YAMLNode, inout Reading) -> Value?) {
        (self.shape, self.read) = (shape, read)
    }

    /// The same writing, taken further; the step may report and refuse.
    func then<Other>(
        _ step: @escaping @Sendable (Value, YAMLNode, inout Reading) -> Other?
    ) -> Form<Other> {
        Form<Other>(shape) { node, reading in
            read(node, &reading).flatMap { step($0, node, &reading) }
        }
    }

    /// The same writing for another value.
    func map<Other>(_ transform: @escaping @Sendable (Value) -> Other) -> Form<Other> {
        then { value, _, _ in transform(value) }
    }

    /// A form that is needed within itself: described elsewhere under a name, and made when it is first read.
    static func deferred(_ name: String, _ form: @escaping @Sendable () -> Form<Value>) -> Form<Value> {
        Form(.named(name)) { node, reading in form().read(node, &reading) }
    }
}
