package import Basis

/// The entries of a Secret, in custody.
package struct SecretObject: Equatable, Sendable {
    /// How a value is written.
    package enum Entry: Equatable, Sendable {
        /// As it is, under `stringData`.
        case text(Located<Secret>)
        /// In base64, under `data`; kept as it is written.
        case base64(Located<Secret>)
    }

    /// Its entries; what is under `stringData` wins over `data`.
    package var entries: [Named<Entry>] = []
    /// What it is for, such as `kubernetes.io/tls`.
    package var type: Located<String>?
    /// Whether the cluster refuses changes to it.
    package var immutable: Located<Bool>?

    /// A secret without entries.
    package init() {}
}
