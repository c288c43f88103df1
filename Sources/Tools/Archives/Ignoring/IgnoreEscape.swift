/// What a backslash makes of a letter in Go's `regexp`. Docker hands the pattern's own escapes through to
/// it, so `\d` in an ignore file is a digit, however little that was meant.
enum IgnoreEscape {
    /// Reads what is behind a backslash, outside a class.
    static func token(_ rest: inout ArraySlice<GoScalar>) throws(IgnorePattern.Refusal)
        -> IgnoreExpression.Token
    {
        switch rest.first.flatMap({ Unicode.Scalar($0.value) }) {
        case "A": return consumed(.start, &rest)
        case "z": return consumed(.end, &rest)
        case "b": return consumed(.boundary(true), &rest)
        case "B": return consumed(.boundary(false), &rest)
        default:
            if let ranges = IgnoreClass.perl(rest.first?.value) {
                return consumed(.member(IgnoreClass(ranges: ranges)), &rest)
            }
            return .one(try scalar(&rest))
        }
    }

    /// Reads one escaped scalar, as it may also stand in a class.
    static func scalar(_ rest: inout ArraySlice<GoScalar>) throws(IgnorePattern.Refusal) -> UInt32 {
        guard let escaped = rest.popFirst() else {
            throw .init(why: "a backslash at the end escapes nothing")
        }
        switch Unicode.Scalar(escaped.value) {
        case "a": return 0x07
        case "f": return 0x0C
        case "n": return 0x0A
        case "r": return 0x0D
        case "t": return 0x09
        case "v": return 0x0B
        case let scalar?
        where scalar.isASCII && !scalar.properties.isAlphabetic && !("0"..."9").contains(scalar):
            return escaped.value
        default: throw .init(why: "a backslash before this letter has no meaning")
        }
    }

    private static func consumed(
        _ token: IgnoreExpression.Token, _ rest: inout ArraySlice<GoScalar>
    ) -> IgnoreExpression.Token {
        rest.removeFirst()
        return token
    }
}
