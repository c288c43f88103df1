/// What a scalar means by the core schema of YAML 1.2.
///
/// So `no`, `on`, `2222:22`, `1_000` and `2001-01-01` are strings and `0755` is seven hundred and fifty-five.
package enum YAMLScalar: Hashable, Sendable {
    /// Nothing: an empty place, `~` or `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number that fits.
    case int(Int)
    /// Any other number; a whole number too large for `int` is one.
    case float(Double)
    /// Everything else, and everything quoted.
    case string(String)
}
