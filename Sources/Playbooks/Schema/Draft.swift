package import Basis

/// What came of reading a file: the value, if enough of it could be read, and everything that is wrong.
package struct Draft<Value: Sendable>: Sendable {
    /// The value; nil if a part that it cannot do without was not readable.
    package let value: Value?
    /// Everything that is wrong with the file by itself, in the order of the text.
    package let problems: [Diagnostic]
    /// The expressions in it, to be checked when all names are known.
    package let uses: [ExpressionUse]
}
