package import Basis

/// A pool of addresses of a network.
package struct ComposeAddressPool: Equatable, Sendable {
    /// The network in CIDR form.
    package var subnet: Located<String>?
    /// The part that containers get theirs from.
    package var range: Located<String>?
    /// The gateway.
    package var gateway: Located<String>?
    /// Addresses kept for others, by name.
    package var reserved: [Named<Located<ComposeText>>] = []

    /// Nothing said yet.
    package init() {}
}
