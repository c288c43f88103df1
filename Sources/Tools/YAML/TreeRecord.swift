/// One node of a tree, as it lies in the tree's array: parents before children, siblings in order.
struct TreeRecord: Sendable {
    enum Kind: UInt8, Sendable {
        case scalar, sequence, mapping, alias
    }

    /// A line and a column, both from 0 as the parser counts.
    struct Mark: Sendable, Comparable {
        var line: UInt32
        var column: UInt32

        static func < (left: Mark, right: Mark) -> Bool {
            (left.line, left.column) < (right.line, right.column)
        }
    }

    var kind: Kind
    var style: YAMLNode.Style
    /// Whether a mapping holds a merge key.
    var merges = false
    /// Whether a collection has an anchor, so that its size must be known.
    var isAnchored = false
    /// Whether it stands for an alias that could not be followed.
    var isBroken = false
    /// The tag's place in the tree's table; 0 is none.
    var tag: UInt32 = 0
    var start: Mark
    var end: Mark
    /// A scalar's first byte in the tree's text, or an alias' target.
    var first: UInt32 = 0
    /// A scalar's bytes, or a collection's children: a mapping's keys and values count one each.
    var count: UInt32 = 0
    /// The record behind this one and all that is in it.
    var next: UInt32
}
