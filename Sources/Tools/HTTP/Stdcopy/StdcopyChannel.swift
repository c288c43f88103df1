/// Where a container's bytes came from, by the numbers that Docker gives them.
package enum StdcopyChannel: UInt8, Hashable, Sendable, CaseIterable {
    /// What was typed, echoed.
    case stdin = 0
    /// What the program wrote.
    case stdout = 1
    /// What the program wrote as errors.
    case stderr = 2
    /// What the engine itself has to say about a failure of the stream.
    case engine = 3
}
