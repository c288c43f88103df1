package import Basis

/// A value as it was written: itself, or a text in which names are filled in when it runs.
package enum Written<Value> {
    /// The value itself.
    case value(Located<Value>)
    /// A text that becomes the value.
    case template(Template)
}

extension Written: Sendable where Value: Sendable {}
extension Written: Equatable where Value: Equatable {}
extension Written: Hashable where Value: Hashable {}
extension Written: Codable where Value: Codable {}
