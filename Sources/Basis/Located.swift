/// A value that knows where it was written.
@dynamicMemberLookup
package struct Located<Value> {
    /// The value itself.
    package let value: Value
    /// Where it stands in its file.
    package let span: Span

    /// Joins a value to its place.
    package init(_ value: Value, at span: Span) {
        self.value = value
        self.span = span
    }

    /// The same place with another value.
    package func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Located<Other> {
        Located<Other>(try transform(value), at: span)
    }

    /// Reads through to the value.
    package subscript<Part>(dynamicMember path: KeyPath<Value, Part>) -> Part { value[keyPath: path] }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
extension Located: Codable where Value: Codable {}
