package import Basis

/// What a container may use of the machine, by the keys of a service itself.
package struct ComposeLimits: Equatable, Sendable {
    /// Memory that it cannot exceed.
    package var memory: Located<ByteCount>?
    /// Memory that it is given back to under pressure.
    package var memoryReservation: Located<ByteCount>?
    /// Memory and swap together.
    package var memoryAndSwap: Located<ComposeSwapLimit>?
    /// How willing the kernel is to swap it out, 0 to 100.
    package var swappiness: Located<Int>?
    /// Processors, in parts.
    package var processors: Located<Double>?
    /// Weight against other containers.
    package var processorShares: Located<Int>?
    /// Microseconds of processor in each period.
    package var processorQuota: Located<Int>?
    /// The period in microseconds.
    package var processorPeriod: Located<Int>?
    /// The processors that it may run on.
    package var processorSet: Located<String>?
    /// How many processes it may have; -1 is no limit.
    package var processes: Located<Int>?
    /// The size of `/dev/shm`.
    package var sharedMemory: Located<ByteCount>?
    /// Limits of the kernel on each process.
    package var ulimits: [ComposeUlimit] = []
    /// How soon the kernel kills it for want of memory, -1000 to 1000.
    package var outOfMemoryScore: Located<Int>?
    /// Whether the kernel may not kill it for want of memory.
    package var survivesOutOfMemory: Located<Bool>?
    /// Graphics processors and the like that it asks for.
    package var devices: [ComposeDeviceRequest] = []

    /// Nothing said yet.
    package init() {}
}
