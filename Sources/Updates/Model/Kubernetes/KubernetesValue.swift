package import Basis

/// The content of an object as its file has it: what is applied, whatever of it Belay understands.
///
/// What may be confidential (the values of Secrets and of variables) is in custody here too, so that a whole
/// object can be described without telling.
package indirect enum KubernetesValue: Equatable, Sendable {
    /// A key with its value.
    package struct Field: Equatable, Sendable {
        /// The key.
        package let key: String
        /// What stands behind it.
        package let value: KubernetesValue

        /// Joins a key to its value.
        package init(_ key: String, _ value: KubernetesValue) { (self.key, self.value) = (key, value) }
    }

    /// Nothing: the API server takes it as left out.
    case null
    /// A truth value.
    case bool(Bool)
    /// A whole number.
    case int(Int)
    /// Another number.
    case float(Double)
    /// A text.
    case string(String)
    /// A text that is not shown.
    case secret(Secret)
    /// A list.
    case list([KubernetesValue])
    /// Keys with values, in the order in which they are written.
    case object([Field])

    /// The value of a key; nil if there is none, or no object here.
    package subscript(_ key: String) -> KubernetesValue? {
        guard case .object(let fields) = self else { return nil }
        return fields.first { $0.key == key }?.value
    }
}
