/// What a command in a pod says.
package enum CommandPiece: Hashable, Sendable {
    /// Some of its output.
    case output([UInt8])
    /// Some of what it prints as errors.
    case errors([UInt8])
}
