/// The regular expression that Docker makes of a pattern, over the little grammar that can come out of
/// that: literals, escapes, classes with or without a star, `.*` and `(.*/)?`. Matching follows all ways at
/// once, so its time is bounded by the pattern's length times the path's.
struct IgnoreExpression: Sendable {
    enum Token: Sendable {
        case one(UInt32)
        case member(IgnoreClass)
        case members(IgnoreClass)
        /// `.*`: anything but a line's end.
        case anything
        /// `(.*/)?`: nothing, or anything that ends with a slash.
        case directories
        case start, end
        case boundary(Bool)
    }

    private let tokens: [Token]

    /// Reads what `IgnorePattern` wrote; throws where Go's `regexp` refuses it.
    init(_ text: ArraySlice<GoScalar>) throws(IgnorePattern.Refusal) {
        var rest = text
        var tokens: [Token] = []
        while let scalar = rest.popFirst() {
            switch Unicode.Scalar(scalar.value) {
            case "[":
                let members = try IgnoreClass(&rest)
                if rest.first?.value == UInt32(UInt8(ascii: "*")) {
                    rest.removeFirst()
                    tokens.append(.members(members))
                } else {
                    tokens.append(.member(members))
                }
            case "(":
                // Only ever written whole.
                rest = rest.dropFirst("(.*/)?".count - 1)
                tokens.append(.directories)
            case ".":
                rest = rest.dropFirst()
                tokens.append(.anything)
            case "^": tokens.append(.start)
            case "\\": tokens.append(try IgnoreEscape.token(&rest))
            default: tokens.append(.one(scalar.value))
            }
        }
        self.tokens = tokens
    }

    /// Whether the whole path fits.
    func matches(_ path: [UInt8]) -> Bool {
        let scalars = path.goScalars.map(\.value)
        // Two states a token: about to begin it, and inside a `(.*/)?`.
        var states = [Bool](repeating: false, count: tokens.count * 2 + 2)
        reach(0, &states, scalars, at: 0)
        for (index, scalar) in scalars.enumerated() {
            var next = [Bool](repeating: false, count: states.count)
            for state in states.indices where states[state] && state / 2 < tokens.count {
                step(state, scalar, &next, scalars, at: index + 1)
            }
            states = next
        }
        return states[tokens.count * 2]
    }

    private func step(_ state: Int, _ scalar: UInt32, _ next: inout [Bool], _ path: [UInt32], at index: Int) {
        let (token, after) = (state / 2, state / 2 * 2 + 2)
        let isLineEnd = scalar == 0x0A
        switch tokens[token] {
        case .one(let wanted): if scalar == wanted { reach(after, &next, path, at: index) }
        case .member(let members): if members.contains(scalar) { reach(after, &next, path, at: index) }
        case .members(let members): if members.contains(scalar) { reach(token * 2, &next, path, at: index) }
        case .anything: if !isLineEnd { reach(token * 2, &next, path, at: index) }
        case .directories:
            if !isLineEnd { next[token * 2 + 1] = true }
            if scalar == UInt32(UInt8.slash) { reach(after, &next, path, at: index) }
        case .start, .end, .boundary: break
        }
    }

    /// Enters a state, and those that can be entered from it without a scalar.
    private func reach(_ state: Int, _ states: inout [Bool], _ path: [UInt32], at index: Int) {
        guard !states[state] else { return }
        states[state] = true
        guard state / 2 < tokens.count else { return }
        let canPass =
            switch tokens[state / 2] {
            case .members, .anything, .directories: true
            case .start: index == 0
            case .end: index == path.count
            case .boundary(let wanted):
                wanted == (isWord(path, index - 1) != isWord(path, index))
            case .one, .member: false
            }
        if canPass { reach(state + 2, &states, path, at: index) }
    }

    private func isWord(_ path: [UInt32], _ index: Int) -> Bool {
        path.indices.contains(index) && IgnoreClass.words.contains { $0.contains(path[index]) }
    }
}
