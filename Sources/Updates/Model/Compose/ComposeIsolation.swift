package import Basis

/// How far a container is kept from the machine.
package struct ComposeIsolation: Equatable, Sendable {
    /// Capabilities beyond the usual.
    package var addedCapabilities: [Located<String>] = []
    /// Usual capabilities taken away.
    package var droppedCapabilities: [Located<String>] = []
    /// Whether it may do anything.
    package var isPrivileged: Located<Bool>?
    /// Whether its own file system cannot be written.
    package var isReadOnly: Located<Bool>?
    /// Options of the security modules.
    package var securityOptions: [Located<String>] = []
    /// Further groups of its user.
    package var groups: [Located<String>] = []
    /// Devices of the host, as `host[:container[:permissions]]`.
    package var devices: [Located<String>] = []
    /// Rules for devices by number.
    package var deviceRules: [Located<String>] = []
    /// Kernel parameters of its own.
    package var kernelParameters: [Named<Located<ComposeText>>] = []
    /// Whose inter-process communication it shares.
    package var ipc: Located<String>?
    /// Whose processes it sees.
    package var pid: Located<String>?
    /// Whose host name it shares.
    package var uts: Located<String>?
    /// Whose users it shares.
    package var users: Located<String>?
    /// Whether its control group is its own.
    package var controlGroup: Located<String>?
    /// The control group that its own lies in.
    package var parentControlGroup: Located<String>?
    /// The runtime that starts it.
    package var runtime: Located<String>?
    /// The technology of isolation, where an engine has several.
    package var technology: Located<String>?
    /// Options of the storage driver.
    package var storageOptions: [Named<Located<ComposeText>>] = []

    /// Nothing said yet.
    package init() {}
}
