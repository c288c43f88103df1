import YAML

/// One of several keys that say of which kind a mapping is.
struct Alternative<Value>: Sendable {
    let shape: RecordShape.Key
    let read: @Sendable (YAMLNode, inout Reading) -> Value?

    /// A kind that is written in its own form.
    init<Inner>(
        _ name: String, _ form: Form<Inner>, _ about: String, make: @escaping @Sendable (Inner) -> Value
    ) {
        shape = .init(name: name, about: about, shape: form.shape, isRequired: false)
        read = { node, reading in form.read(node, &reading).map(make) }
    }
}
