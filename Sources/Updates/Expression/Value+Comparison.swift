import Basis

extension Value {
    /// The answer to a comparison, or nil if the two do not go together. Text beside a release, a duration or
    /// a number is read as one, because evidence and captures arrive as text.
    static func compare(_ left: Value, _ comparison: Expression.Comparison, _ right: Value) -> Bool? {
        if comparison == .member {
            guard case .list(let items) = right else { return nil }
            return items.contains { Value.isEqual(left, $0) == true }
        }
        switch comparison {
        case .equal: return isEqual(left, right)
        case .unequal: return isEqual(left, right).map { !$0 }
        case .less: return isLess(left, right)
        case .greater: return isLess(right, left)
        case .member: return nil
        }
    }

    private static func isEqual(_ left: Value, _ right: Value) -> Bool? {
        switch alike(left, right) {
        case (.release(let one), .release(let other))?: one.hasPrecedence(of: other)
        case (.list(let one), .list(let other))?:
            one.count == other.count && zip(one, other).allSatisfy { isEqual($0, $1) == true }
        case (let one, let other)?: one == other
        case nil: nil
        }
    }

    private static func isLess(_ left: Value, _ right: Value) -> Bool? {
        switch alike(left, right) {
        case (.number(let one), .number(let other))?: one < other
        case (.duration(let one), .duration(let other))?: one < other
        case (.release(let one), .release(let other))?: one < other && !one.hasPrecedence(of: other)
        default: nil
        }
    }

    /// Both values as one type, or nil if they have none in common.
    private static func alike(_ left: Value, _ right: Value) -> (Value, Value)? {
        if left.type == right.type { return (left, right) }
        if case .text(let text) = left, let read = Value(text, as: right.type) { return (read, right) }
        if case .text(let text) = right, let read = Value(text, as: left.type) { return (left, read) }
        return nil
    }

    private init?(_ text: String, as type: ValueType) {
        switch type {
        case .release:
            guard let version = ReleaseVersion(text) else { return nil }
            self = .release(version)
        case .number:
            guard let number = Double(text), number.isFinite else { return nil }
            self = .number(number)
        case .duration:
            guard let duration = Duration(text: text) else { return nil }
            self = .duration(duration)
        case .text, .boolean, .list, .later, .secret:
            return nil
        }
    }
}
