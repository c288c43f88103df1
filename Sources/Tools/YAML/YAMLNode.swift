package import Basis

/// A node of a YAML text: a scalar, a sequence or a mapping, and where it is written.
///
/// It is a view into the text's tree: copying is cheap, and strings are made when they are asked for. An
/// alias shows what it stands for; only its span is its own.
package struct YAMLNode: Sendable {
    /// The three kinds of node.
    package enum Kind: Hashable, Sendable {
        /// A single value.
        case scalar
        /// A list.
        case sequence
        /// Keys with values.
        case mapping
    }

    /// How a node was written.
    package enum Style: UInt8, Hashable, Sendable {
        /// A scalar without quotes: the only style in which it may mean something else than a string.
        case plain
        /// A scalar in `'`.
        case singleQuoted
        /// A scalar in `"`.
        case doubleQuoted
        /// A scalar after `|`.
        case literal
        /// A scalar after `>`.
        case folded
        /// A collection by indentation.
        case block
        /// A collection in brackets.
        case flow
    }

    let tree: Tree
    /// The record that holds the content.
    let index: UInt32
    /// The record where it is written: another one only for an alias.
    let site: UInt32

    init(tree: Tree, at site: UInt32) {
        self.tree = tree
        self.site = site
        let record = tree.records[Int(site)]
        index = record.kind == .alias ? record.first : site
    }

    var record: TreeRecord { tree.records[Int(index)] }

    /// Which of the three it is.
    package var kind: Kind {
        switch record.kind {
        case .sequence: .sequence
        case .mapping: .mapping
        case .scalar, .alias: .scalar
        }
    }

    /// Where it is written, with its tag and anchor; for an alias the place of the alias.
    package var span: Span { tree.span(of: tree.records[Int(site)]) }

    /// Where its content is written: another place than `span` only for an alias.
    package var origin: Span { tree.span(of: record) }

    /// Where it is written, with the line for the caret.
    package var place: Place { tree.source.place(span) }

    /// How it was written.
    package var style: Style { record.style }

    /// Its tag as written in short, such as `!reset` or `!!str`; nil if it has none.
    package var tag: String? { record.tag == 0 ? nil : tree.tags[Int(record.tag) - 1] }

    /// The name of its anchor, if it has one.
    package var anchor: String? { tree.anchors[index] }

    /// A scalar's text, unquoted and unescaped but not interpreted; nil for collections.
    package var text: String? {
        guard record.kind == .scalar else { return nil }
        return tree.withText(of: record) { String(decoding: $0, as: UTF8.self) }
    }

    /// What a scalar means; nil for collections.
    ///
    /// Other tags than YAML's own do not change the meaning.
    package var scalar: YAMLScalar? {
        let record = record
        guard record.kind == .scalar else { return nil }
        return tree.withText(of: record) { bytes in
            ScalarMeaning(style: record.style, tag: tag).resolve(bytes)
        }
    }

    /// A sequence's items; nil for other kinds.
    package var sequence: [YAMLNode]? {
        guard record.kind == .sequence else { return nil }
        return tree.children(of: index).map { YAMLNode(tree: tree, at: $0) }
    }

    /// A mapping's keys and values, merge keys followed; nil for other kinds.
    package var mapping: YAMLMapping? {
        guard record.kind == .mapping else { return nil }
        return YAMLMapping(of: self)
    }
}
