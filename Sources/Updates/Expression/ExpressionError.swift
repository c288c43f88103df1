package import Basis

/// Why an expression has no value. `check` finds all of these before a run, but for values known only then.
package enum ExpressionError: Error, Hashable, Sendable, Codable {
    /// A name without a value, and no default for it.
    case noValue(Located<NamePath>)
    /// Two values that cannot be compared in this way.
    case incomparable(ValueType, Expression.Comparison, ValueType, Span)
    /// A condition that is neither true nor false.
    case notACondition(ValueType, Span)
}
