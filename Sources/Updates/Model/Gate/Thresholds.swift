package import Basis

/// From where on a measured value is worth a warning, and from where on it fails. At least one is given.
package struct Thresholds: Hashable, Sendable, Codable {
    /// Worth a warning when this holds.
    package let warn: Located<Comparison>?
    /// Fails when this holds.
    package let fail: Located<Comparison>?

    /// Thresholds of which at least one is given.
    package init(warn: Located<Comparison>?, fail: Located<Comparison>?) {
        (self.warn, self.fail) = (warn, fail)
    }
}
