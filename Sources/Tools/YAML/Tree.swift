internal import Basis

/// All the nodes of one text, in arrays: no object and no string for each node.
///
/// Never changes once it is read.
final class Tree: Sendable {
    let source: SourceText
    let records: [TreeRecord]
    let text: [UInt8]
    let tags: [String]
    let anchors: [UInt32: String]

    init(
        source: SourceText, records: [TreeRecord], text: [UInt8], tags: [String], anchors: [UInt32: String]
    ) {
        self.source = source
        self.records = records
        self.text = text
        self.tags = tags
        self.anchors = anchors
    }

    func withText<Result>(of record: TreeRecord, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        text.withUnsafeBufferPointer { all in
            let start = Int(record.first)
            return body(UnsafeBufferPointer(rebasing: all[start..<start + Int(record.count)]))
        }
    }

    func span(of record: TreeRecord) -> Span {
        Span(file: source.file, start: Position(record.start), end: Position(record.end))
    }

    /// The records directly in a collection.
    func children(of index: UInt32) -> [UInt32] {
        let record = records[Int(index)]
        var children: [UInt32] = []
        children.reserveCapacity(Int(record.count))
        var child = index + 1
        while child < record.next {
            children.append(child)
            child = records[Int(child)].next
        }
        return children
    }
}

extension Position {
    init(_ mark: TreeRecord.Mark) { self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1) }
}
