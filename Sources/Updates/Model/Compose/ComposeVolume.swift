package import Basis

/// A volume of a project.
package struct ComposeVolume: Equatable, Sendable {
    /// The key under `volumes`.
    package var key: Located<String>
    /// Its name on the engine, if the writer fixed it.
    package var name: Located<String>?
    /// Whether it exists already and belongs to somebody else.
    package var isExternal: Located<Bool>?
    /// The driver.
    package var driver: Located<String>?
    /// Options of the driver.
    package var driverOptions: [Named<Located<ComposeText>>] = []
    /// Labels.
    package var labels: [Named<Located<ComposeText>>] = []

    /// A volume under a key, without wishes.
    package init(key: Located<String>) { self.key = key }

    /// Its name on the engine: what the writer fixed, else the project's name and the key; an external
    /// volume bears its key.
    package func engineName(project: String) -> String {
        name?.value ?? (isExternal?.value == true ? key.value : "\(project)_\(key.value)")
    }
}
