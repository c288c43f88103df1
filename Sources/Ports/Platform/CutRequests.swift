/// How many requests were cut when a replica was forgotten.
package struct CutRequests: Hashable, Sendable {
    /// How many; 0 where the drain was complete.
    package let count: Int

    /// So many.
    package init(_ count: Int) { self.count = count }
}
