package import Updates

/// The right to act on an application's environment.
package struct Claim: Hashable, Sendable, Codable {
    /// On what.
    package let scope: Scope
    /// Whose.
    package let holder: Holder
    /// Its number; a later one outranks it.
    package let epoch: Epoch

    /// A claim of its parts.
    package init(scope: Scope, holder: Holder, epoch: Epoch) {
        (self.scope, self.holder, self.epoch) = (scope, holder, epoch)
    }
}
