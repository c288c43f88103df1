package import Basis

/// A port of a container that the host publishes.
package struct ComposePort: Hashable, Sendable {
    /// The port in the container.
    package let target: Int
    /// How it speaks.
    package let transport: ComposePortRange.Transport
    /// The port of the host, or a range from which the engine picks one; nil lets the engine pick any.
    package let published: ClosedRange<Int>?
    /// The address of the host that it listens on; nil is all.
    package let address: String?
    /// Where it is written.
    package let span: Span

    /// A published port.
    package init(
        target: Int, transport: ComposePortRange.Transport, published: ClosedRange<Int>?, address: String?,
        span: Span
    ) {
        (self.target, self.transport, self.published) = (target, transport, published)
        (self.address, self.span) = (address, span)
    }

    /// The one port of the host that it takes, if it is only one.
    package var fixed: Int? { published.flatMap { $0.count == 1 ? $0.lowerBound : nil } }
}
