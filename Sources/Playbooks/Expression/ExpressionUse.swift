package import Basis
package import Updates

/// An expression that was read, kept until all names are known against which it is checked.
package struct ExpressionUse: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case template(Template)
        case condition(Expression)
    }

    let writing: Writing
    let kind: Kind

    /// What is wrong with it, given the names that there are.
    package func problems(in scope: NameScope) -> [Diagnostic] {
        let check = ExpressionCheck(writing, in: scope)
        return switch kind {
        case .template(let template): check.template(template)
        case .condition(let expression): check.condition(expression)
        }
    }
}
