package import Basis
package import Updates

/// Finds what is wrong with an expression before anything runs: names that do not exist, values that do not
/// go together. One check reads one writing; all its findings come back together.
package struct ExpressionCheck {
    private let writing: Writing
    private let scope: NameScope

    /// A check of expressions written in one place.
    package init(_ writing: Writing, in scope: NameScope) {
        (self.writing, self.scope) = (writing, scope)
    }

    /// What is wrong with a condition: names, types, and whether it comes to true or false at all.
    package func condition(_ expression: Expression) -> [Diagnostic] {
        let (type, problems) = check(expression)
        guard problems.isEmpty, let type, type != .boolean, type != .later else { return problems }
        return [wrong("the condition is \(article(type)), not something true or false", expression.span)]
    }

    /// What is wrong with a template: names that do not exist.
    package func template(_ template: Template) -> [Diagnostic] {
        template.names.flatMap { check(.name($0)).problems }
    }

    private func check(_ expression: Expression) -> (type: ValueType?, problems: [Diagnostic]) {
        switch expression {
        case .name(let name):
            guard let type = scope.type(of: name.value) else { return (nil, [unknown(name)]) }
            return (type, [])
        case .literal(let literal):
            return (literal.value.type, [])
        case .list(let items, _):
            return (.list, items.flatMap { check($0).problems })
        case .not(let inner):
            return (.boolean, condition(inner))
        case .and(let all), .or(let all):
            return (.boolean, all.flatMap { condition($0) })
        case .compare(let left, let comparison, let right):
            return (.boolean, compare(left, comparison, right))
        }
    }

    private func compare(
        _ left: Expression, _ comparison: Expression.Comparison, _ right: Expression
    ) -> [Diagnostic] {
        let (one, other) = (check(left), check(right))
        let problems = one.problems + other.problems
        guard problems.isEmpty, let first = one.type, let second = other.type else { return problems }
        for (type, side) in [(first, left), (second, right)] where type == .secret {
            return [wrong("a secret cannot be compared: the answer would tell of it", side.span)]
        }
        guard first != .later, second != .later, !goTogether(left, first, comparison, right, second) else {
            return []
        }
        let what = "\(article(first)) and \(article(second)) cannot be compared by `\(comparison.rawValue)`"
        return [wrong(what, right.span)]
    }

    private func goTogether(
        _ left: Expression, _ first: ValueType, _ comparison: Expression.Comparison,
        _ right: Expression, _ second: ValueType
    ) -> Bool {
        switch comparison {
        case .member: second == .list
        case .equal, .unequal: readsAs(left, first, second) || readsAs(right, second, first)
        case .less, .greater:
            [ValueType.number, .duration, .release].contains { type in
                readsAs(left, first, type) && readsAs(right, second, type)
                    && (first == type || second == type)
            }
        }
    }

    /// Whether a term of one type can stand for another: text that is written down only if it reads so.
    private func readsAs(_ term: Expression, _ type: ValueType, _ wanted: ValueType) -> Bool {
        if type == wanted { return true }
        guard type == .text else { return false }
        guard case .literal(let literal) = term, case .text(let text) = literal.value else { return true }
        return switch wanted {
        case .number: Double(text) != nil
        case .duration: Duration(text: text) != nil
        case .release: ReleaseVersion(text) != nil
        case .text, .boolean, .list, .later, .secret: false
        }
    }

    private func unknown(_ name: Located<NamePath>) -> Diagnostic {
        let nearest = scope.names.nearest(to: name.value.description)
        let remedy =
            nearest.map { "Did you mean `\($0)`?" } ?? "Known here: \(scope.names.joined(separator: ", "))."
        return Diagnostic(
            ExpressionCode.unknownName, "there is no name `\(name.value)` here",
            at: .text(name.span, line: writing.line), remedy: remedy)
    }

    private func wrong(_ what: String, _ span: Span) -> Diagnostic {
        Diagnostic(ExpressionCode.wrongType, what, at: .text(span, line: writing.line))
    }

    private func article(_ type: ValueType) -> String {
        switch type {
        case .text: "text"
        case .number: "a number"
        case .boolean: "true or false"
        case .duration: "a duration"
        case .release: "a release"
        case .list: "a list"
        case .later: "something known only later"
        case .secret: "a secret"
        }
    }
}
