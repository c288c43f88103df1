import Basis

extension Expression {
    /// What the expression comes to when every name has the value that `lookUp` gives it.
    ///
    /// Pure: the same values give the same answer, so the answer can be journaled and never asked for again.
    package func value(_ lookUp: (NamePath) -> Value?) throws(ExpressionError) -> Value {
        switch self {
        case .name(let name):
            guard let value = lookUp(name.value) else { throw .noValue(name) }
            return value
        case .literal(let literal):
            return literal.value
        case .list(let items, _):
            var values: [Value] = []
            for item in items { values.append(try item.value(lookUp)) }
            return .list(values)
        case .compare(let left, let comparison, let right):
            let (one, other) = (try left.value(lookUp), try right.value(lookUp))
            guard let answer = Value.compare(one, comparison, other) else {
                throw .incomparable(one.type, comparison, other.type, span)
            }
            return .boolean(answer)
        case .not(let inner):
            return .boolean(!(try inner.truth(lookUp)))
        case .and(let all):
            for item in all where !(try item.truth(lookUp)) { return .boolean(false) }
            return .boolean(true)
        case .or(let all):
            for item in all where try item.truth(lookUp) { return .boolean(true) }
            return .boolean(false)
        }
    }

    /// Whether the condition holds; anything but true and false is an error, never a guess.
    package func truth(_ lookUp: (NamePath) -> Value?) throws(ExpressionError) -> Bool {
        let value = try value(lookUp)
        guard case .boolean(let answer) = value else { throw .notACondition(value.type, span) }
        return answer
    }
}
