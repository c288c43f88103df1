/// Held by everyone who still has an interest in a program; when the last lets go, the program is ended.
final class Lifeline: Sendable {
    private let orders: AsyncStream<EndOrder>.Continuation

    init(_ orders: AsyncStream<EndOrder>.Continuation) { self.orders = orders }

    deinit {
        order(.cancelled)
        orders.finish()
    }

    /// Has the program ended.
    ///
    /// The first order stands.
    func order(_ order: EndOrder) { orders.yield(order) }
}
