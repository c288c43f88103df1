/// The syntax that Go's `filepath.Match` accepts: what is not in it, Docker refuses.
enum IgnoreSyntax {
    /// Throws where a bracket or a backslash is left open, or a bracket holds no proper range.
    static func check(_ pattern: [UInt8]) throws(IgnorePattern.Refusal) {
        var rest = pattern.goScalars[...]
        while let scalar = rest.popFirst() {
            if scalar.value == UInt32(UInt8(ascii: "\\")) {
                guard rest.popFirst() != nil else {
                    throw .init(why: "a backslash at the end escapes nothing")
                }
            } else if scalar.value == UInt32(UInt8(ascii: "[")) {
                try checkClass(&rest)
            }
        }
    }

    private static func checkClass(_ rest: inout ArraySlice<GoScalar>) throws(IgnorePattern.Refusal) {
        if rest.first?.value == UInt32(UInt8(ascii: "^")) { rest.removeFirst() }
        var ranges = 0
        while true {
            if ranges > 0, rest.first?.value == UInt32(UInt8(ascii: "]")) {
                rest.removeFirst()
                return
            }
            try checkMember(&rest)
            if rest.first?.value == UInt32(UInt8(ascii: "-")) {
                rest.removeFirst()
                try checkMember(&rest)
            }
            ranges += 1
        }
    }

    private static func checkMember(_ rest: inout ArraySlice<GoScalar>) throws(IgnorePattern.Refusal) {
        let open = IgnorePattern.Refusal(
            why: "a bracket is not closed, is empty, or has a range without an end")
        guard var scalar = rest.popFirst() else { throw open }
        if scalar.value == UInt32(UInt8(ascii: "-")) || scalar.value == UInt32(UInt8(ascii: "]")) {
            throw open
        }
        if scalar.value == UInt32(UInt8(ascii: "\\")) {
            guard let next = rest.popFirst() else { throw open }
            scalar = next
        }
        guard !scalar.isBroken, !rest.isEmpty else { throw open }
    }
}
