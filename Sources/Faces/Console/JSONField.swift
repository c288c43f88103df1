/// One key of a JSON object with its value.
package struct JSONField: Hashable, Sendable {
    /// The key.
    package let name: String
    /// What stands under it.
    package let value: JSONValue

    /// Joins a key to its value.
    package init(_ name: String, _ value: JSONValue) {
        self.name = name
        self.value = value
    }

    /// Joins a key to a text, or to `null`.
    package init(_ name: String, _ text: String?) { self.init(name, .text(text)) }
}
