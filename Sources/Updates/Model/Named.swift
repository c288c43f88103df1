package import Basis

/// A value under a name that the writer chose.
package struct Named<Value> {
    /// The name, where it is written.
    package let name: Located<String>
    /// What stands behind it.
    package let value: Value

    /// Puts a value under a name.
    package init(name: Located<String>, value: Value) {
        (self.name, self.value) = (name, value)
    }
}

extension Named: Sendable where Value: Sendable {}
extension Named: Equatable where Value: Equatable {}
extension Named: Hashable where Value: Hashable {}
extension Named: Codable where Value: Codable {}
