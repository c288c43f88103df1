package import Basis

/// A wish for devices that a driver gives out, such as graphics processors.
package struct ComposeDeviceRequest: Equatable, Sendable {
    /// What they must be able to do; empty means `gpu` where that is the key.
    package var capabilities: [Located<String>] = []
    /// The driver.
    package var driver: Located<String>?
    /// How many; -1 is all.
    package var count: Located<Int>?
    /// Which, by name.
    package var identifiers: [Located<String>] = []
    /// Options of the driver.
    package var options: [Named<Located<ComposeText>>] = []

    /// Nothing said yet.
    package init() {}
}
