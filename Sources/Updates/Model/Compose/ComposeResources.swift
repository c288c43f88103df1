package import Basis

/// Amounts of the machine: `deploy.resources.limits` and `reservations`.
package struct ComposeResources: Equatable, Sendable {
    /// Processors, in parts.
    package var processors: Located<Double>?
    /// Memory.
    package var memory: Located<ByteCount>?
    /// How many processes; -1 is no limit.
    package var processes: Located<Int>?
    /// Graphics processors and the like.
    package var devices: [ComposeDeviceRequest] = []

    /// Nothing said yet.
    package init() {}
}
