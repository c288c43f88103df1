internal import Basis
internal import CYAML

/// Turns the parser's events into a tree, and collects what is wrong on the way.
struct TreeBuilder: ~Copyable {
    /// A collection that is not closed yet.
    struct Frame {
        let index: UInt32
        let isMapping: Bool
        /// The nodes, aliases followed, that were there before it.
        let sizeBefore: Int
        /// The deepest level reached in it, aliases followed.
        var deepest: Int
        var last: UInt32
        var count: UInt32 = 0
    }

    /// What an anchor stands for.
    struct Anchor {
        let index: UInt32
        var size = 1
        var height = 0
        var isOpen = false
    }

    let source: SourceText
    let limits: YAMLLimits
    private(set) var roots: [UInt32] = []
    var problems: [YAMLProblem] = []
    var records: [TreeRecord] = []
    var text: [UInt8] = []
    var frames: [Frame] = []
    var anchors: [String: Anchor] = [:]
    var keys: [UInt32] = []
    private var anchorNames: [UInt32: String] = [:]
    private var tags: [String] = []
    private var tagNumbers: [String: UInt32] = [:]
    private var root: UInt32 = 0
    /// Nodes so far, aliases followed.
    private var size = 0
    /// Those of them that aliases added.
    private var aliased = 0
    var isStopped = false

    init(source: SourceText, limits: YAMLLimits) {
        self.source = source
        self.limits = limits
        records.reserveCapacity(source.bytes.count / 24 + 16)
        text.reserveCapacity(source.bytes.count / 2 + 16)
    }

    /// Reads the whole text.
    mutating func read() -> Tree {
        source.bytes.withUnsafeBufferPointer { bytes in
            guard var events = EventSource(bytes) else { return report(Complaint.withoutMemory) }
            while !isStopped {
                guard let event = events.next() else {
                    return report(events.complaint)
                }
                if event.pointee.type == YAML_STREAM_END_EVENT { break }
                take(event)
            }
        }
        while let frame = frames.last { close(frame, at: records[Int(frame.last)].end) }
        return Tree(source: source, records: records, text: text, tags: tags, anchors: anchorNames)
    }

    private mutating func take(_ event: UnsafePointer<yaml_event_t>) {
        let start = TreeRecord.Mark(event.pointee.start_mark)
        let end = TreeRecord.Mark(event.pointee.end_mark)
        switch event.pointee.type {
        case YAML_SCALAR_EVENT:
            scalar(event, start, end)
        case YAML_MAPPING_START_EVENT:
            let data = event.pointee.data.mapping_start
            let style: YAMLNode.Style = data.style == YAML_FLOW_MAPPING_STYLE ? .flow : .block
            open(.mapping, style, anchor: data.anchor, tag: data.tag, start, end)
        case YAML_SEQUENCE_START_EVENT:
            let data = event.pointee.data.sequence_start
            let style: YAMLNode.Style = data.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .block
            open(.sequence, style, anchor: data.anchor, tag: data.tag, start, end)
        case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
            if let frame = frames.last { close(frame, at: end) }
        case YAML_ALIAS_EVENT:
            alias(String(cString: event.pointee.data.alias.anchor), start, end)
        case YAML_DOCUMENT_START_EVENT:
            anchors.removeAll()
            root = UInt32(records.count)
        case YAML_DOCUMENT_END_EVENT:
            if records.count > Int(root) { roots.append(root) }
        default: break
        }
    }

    private mutating func scalar(
        _ event: UnsafePointer<yaml_event_t>, _ start: TreeRecord.Mark, _ end: TreeRecord.Mark
    ) {
        let data = event.pointee.data.scalar
        guard data.length <= limits.scalarBytes else {
            return stop(.scalarTooLong(limits.scalarBytes), from: start, to: end)
        }
        let index = UInt32(records.count)
        var record = TreeRecord(
            kind: .scalar, style: YAMLNode.Style(data.style), start: start, end: end, next: index + 1)
        record.first = UInt32(text.count)
        record.count = UInt32(data.length)
        text.append(contentsOf: UnsafeBufferPointer(start: data.value, count: data.length))
        if let tag = data.tag {
            record.tag = number(ofTag: tag)
            checkTag(of: record, from: start, to: end)
        }
        if let anchor = data.anchor { anchors[name(anchor, of: index)] = Anchor(index: index) }
        add(record)
        size += 1
    }

    private mutating func open(
        _ kind: TreeRecord.Kind, _ style: YAMLNode.Style, anchor: UnsafeMutablePointer<UInt8>?,
        tag: UnsafeMutablePointer<UInt8>?, _ start: TreeRecord.Mark, _ end: TreeRecord.Mark
    ) {
        guard frames.count < limits.depth else { return stop(.tooDeep(limits.depth), from: start, to: end) }
        let index = UInt32(records.count)
        var record = TreeRecord(kind: kind, style: style, start: start, end: end, next: index + 1)
        if let tag { record.tag = number(ofTag: tag) }
        if let anchor {
            record.isAnchored = true
            anchors[name(anchor, of: index)] = Anchor(index: index, isOpen: true)
        }
        add(record)
        frames.append(
            Frame(
                index: index, isMapping: kind == .mapping, sizeBefore: size,
                deepest: frames.count + 1, last: index))
        size += 1
    }

    /// Ends the innermost collection.
    ///
    /// In block style the parser's own mark is already at what follows.
    private mutating func close(_ frame: Frame, at end: TreeRecord.Mark) {
        frames.removeLast()
        let index = Int(frame.index)
        let isFlow = records[index].style == .flow
        records[index].next = UInt32(records.count)
        records[index].count = frame.count
        records[index].end = isFlow || frame.count == 0 ? end : records[Int(frame.last)].end
        if !frames.isEmpty {
            frames[frames.count - 1].deepest = max(frames[frames.count - 1].deepest, frame.deepest)
        }
        if records[index].isAnchored, let anchor = anchorNames[frame.index],
            anchors[anchor]?.index == frame.index
        {
            anchors[anchor] = Anchor(
                index: frame.index, size: size - frame.sizeBefore, height: frame.deepest - frames.count)
        }
        if frame.isMapping { checkKeys(of: frame.index) }
    }

    private mutating func alias(
        _ name: String, _ start: TreeRecord.Mark, _ end: TreeRecord.Mark
    ) {
        let index = UInt32(records.count)
        var record = TreeRecord(kind: .alias, style: .plain, start: start, end: end, next: index + 1)
        guard let anchor = anchors[name], !anchor.isOpen else {
            let nearest = anchors.keys.sorted().nearest(to: name)
            let isKnown = anchors[name] != nil
            report(isKnown ? .aliasCycle(name) : .unknownAnchor(name, nearest: nearest), from: start, to: end)
            // An empty value keeps the mapping in step; nobody acts on a text with problems.
            record.kind = .scalar
            record.isBroken = true
            return add(record)
        }
        record.first = anchor.index
        add(record)
        size += anchor.size
        aliased += anchor.size
        let deepest = frames.count + anchor.height
        if !frames.isEmpty {
            frames[frames.count - 1].deepest = max(frames[frames.count - 1].deepest, deepest)
        }
        if deepest > limits.depth { stop(.tooDeep(limits.depth), from: start, to: end) }
        if aliased > limits.aliasedNodes { stop(.tooManyAliases(limits.aliasedNodes), from: start, to: end) }
    }

    private mutating func add(_ record: TreeRecord) {
        if !frames.isEmpty {
            frames[frames.count - 1].last = UInt32(records.count)
            frames[frames.count - 1].count += 1
        }
        records.append(record)
    }

    private mutating func name(_ anchor: UnsafeMutablePointer<UInt8>, of index: UInt32) -> String {
        let name = String(cString: anchor)
        anchorNames[index] = name
        return name
    }

    func tag(_ record: TreeRecord) -> String { tags[Int(record.tag) - 1] }

    private mutating func number(ofTag tag: UnsafeMutablePointer<UInt8>) -> UInt32 {
        let full = String(cString: tag)
        let core = "tag:yaml.org,2002:"
        let short = full.hasPrefix(core) ? "!!" + full.dropFirst(core.count) : full
        if let number = tagNumbers[short] { return number }
        tags.append(short)
        tagNumbers[short] = UInt32(tags.count)
        return UInt32(tags.count)
    }

    private mutating func checkTag(
        of record: TreeRecord, from start: TreeRecord.Mark, to end: TreeRecord.Mark
    ) {
        let tag = tags[Int(record.tag) - 1]
        let meaning = ScalarMeaning(style: record.style, tag: tag)
        let isKept = text.withUnsafeBufferPointer { all in
            meaning.isKept(by: meaning.resolve(UnsafeBufferPointer(rebasing: all[Int(record.first)...])))
        }
        guard !isKept else { return }
        let words = String(decoding: text[Int(record.first)...], as: UTF8.self)
        report(.badTaggedValue(tag: tag, text: words), from: start, to: end)
    }
}

extension YAMLNode.Style {
    fileprivate init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: self = .literal
        case YAML_FOLDED_SCALAR_STYLE: self = .folded
        default: self = .plain
        }
    }
}
