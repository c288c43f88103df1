package import Basis

/// The entries of a ConfigMap; their values stay in the object's content.
package struct ConfigMap: Hashable, Sendable {
    /// The names of its entries.
    package var keys: [Located<String>] = []
    /// Whether the cluster refuses changes to it.
    package var immutable: Located<Bool>?

    /// A map without entries.
    package init() {}
}
