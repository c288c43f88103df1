package import Basis

/// A network of a project.
package struct ComposeNetwork: Equatable, Sendable {
    /// The key under `networks`.
    package var key: Located<String>
    /// Its name on the engine, if the writer fixed it.
    package var name: Located<String>?
    /// Whether it exists already and belongs to somebody else.
    package var isExternal: Located<Bool>?
    /// The driver.
    package var driver: Located<String>?
    /// Options of the driver.
    package var driverOptions: [Named<Located<ComposeText>>] = []
    /// Whether nothing leads out of it.
    package var isInternal: Located<Bool>?
    /// Whether containers outside of the project may join.
    package var isAttachable: Located<Bool>?
    /// Whether it has IPv4 addresses.
    package var hasIPv4: Located<Bool>?
    /// Whether it has IPv6 addresses.
    package var hasIPv6: Located<Bool>?
    /// What gives out addresses.
    package var addressDriver: Located<String>?
    /// Options of what gives out addresses.
    package var addressOptions: [Named<Located<ComposeText>>] = []
    /// The pools of addresses.
    package var pools: [ComposeAddressPool] = []
    /// Labels.
    package var labels: [Named<Located<ComposeText>>] = []

    /// A network under a key, without wishes.
    package init(key: Located<String>) { self.key = key }

    /// Its name on the engine: what the writer fixed, else the project's name and the key; an external
    /// network bears its key.
    package func engineName(project: String) -> String {
        name?.value ?? (isExternal?.value == true ? key.value : "\(project)_\(key.value)")
    }
}
