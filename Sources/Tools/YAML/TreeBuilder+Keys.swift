internal import Basis

extension TreeBuilder {
    /// Up to so many keys are compared each with each, which beats hashing.
    private static let fewKeys = 16

    /// Looks at a whole mapping: keys given twice, and what its merge keys bring in.
    mutating func checkKeys(of mapping: UInt32) {
        keys.removeAll(keepingCapacity: true)
        let end = records[Int(mapping)].next
        var key = mapping + 1
        while key < end {
            if !records[Int(key)].isBroken { keys.append(key) }
            let value = records[Int(key)].next
            if value < end, isMergeKey(records[Int(key)]) {
                records[Int(mapping)].merges = true
                checkMerge(value)
            }
            key = value < end ? records[Int(value)].next : end
        }
        if keys.count <= TreeBuilder.fewKeys { compareKeys() } else { hashKeys() }
    }

    private func isMergeKey(_ key: TreeRecord) -> Bool {
        guard key.kind == .scalar else { return false }
        if key.tag != 0 { return tag(key) == "!!merge" }
        let first = Int(key.first)
        return key.count == 2 && key.style == .plain && text[first] == UInt8(ascii: "<")
            && text[first + 1] == UInt8(ascii: "<")
    }

    private mutating func checkMerge(_ value: UInt32) {
        // As in Compose's own reader a list counts only where it is written, not through an alias.
        guard records[Int(value)].kind == .sequence else { return checkMerged(content(value), at: value) }
        var item = value + 1
        while item < records[Int(value)].next {
            checkMerged(content(item), at: item)
            item = records[Int(item)].next
        }
    }

    private mutating func checkMerged(_ target: UInt32, at site: UInt32) {
        let found: String
        switch records[Int(target)].kind {
        case .mapping: return
        case .sequence: found = "a list"
        // An alias that could not be followed has been reported as that.
        case .scalar where records[Int(target)].isBroken: return
        case .scalar, .alias: found = "a single value"
        }
        report(.badMerge(found: found), from: records[Int(site)].start, to: records[Int(site)].end)
    }

    private func content(_ index: UInt32) -> UInt32 {
        records[Int(index)].kind == .alias ? records[Int(index)].first : index
    }

    private mutating func compareKeys() {
        for later in keys.indices.dropFirst() {
            if let earlier = keys[..<later].first(where: { isSame($0, keys[later]) }) {
                reportDuplicate(keys[later], of: earlier)
            }
        }
    }

    /// Hashed with the process' own seed, so that no file can be made to collide; open addressing.
    private mutating func hashKeys() {
        var capacity = 64
        while capacity < keys.count * 2 { capacity *= 2 }
        // No key is the record 0: that is a root.
        var table = [UInt32](repeating: 0, count: capacity)
        for key in keys {
            var slot = hash(key) & (capacity - 1)
            while table[slot] != 0, !isSame(table[slot], key) { slot = (slot + 1) & (capacity - 1) }
            if table[slot] == 0 { table[slot] = key } else { reportDuplicate(key, of: table[slot]) }
        }
    }

    private func hash(_ key: UInt32) -> Int {
        var hasher = Hasher()
        let key = content(key)
        for index in Int(key)..<Int(records[Int(key)].next) {
            let record = records[index]
            switch record.kind {
            case .scalar: withText(record) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
            case .alias: hasher.combine(record.first)
            case .sequence, .mapping: hasher.combine(record.count)
            }
        }
        return hasher.finalize()
    }

    /// Keys are the same if they have the same text, whatever their quotes: readers ask for keys by text.
    ///
    /// Keys that are collections are compared as written; an alias in them equals only the same alias.
    private func isSame(_ one: UInt32, _ other: UInt32) -> Bool {
        let (one, other) = (Int(content(one)), Int(content(other)))
        let length = Int(records[one].next) - one
        guard Int(records[other].next) - other == length else { return false }
        return (0..<length).allSatisfy { offset in
            let (left, right) = (records[one + offset], records[other + offset])
            guard left.kind == right.kind, left.count == right.count else { return false }
            switch left.kind {
            case .scalar: return hasSameText(left, right)
            case .alias: return left.first == right.first
            case .sequence, .mapping: return true
            }
        }
    }

    private func hasSameText(_ left: TreeRecord, _ right: TreeRecord) -> Bool {
        withText(left) { leftBytes in withText(right) { leftBytes.elementsEqual($0) } }
    }

    private func withText<Result>(_ record: TreeRecord, _ body: (UnsafeBufferPointer<UInt8>) -> Result)
        -> Result
    {
        text.withUnsafeBufferPointer { all in
            let start = Int(record.first)
            return body(UnsafeBufferPointer(rebasing: all[start..<start + Int(record.count)]))
        }
    }

    private mutating func reportDuplicate(_ key: UInt32, of first: UInt32) {
        let content = records[Int(content(key))]
        let words = content.kind == .scalar ? withText(content) { String(decoding: $0, as: UTF8.self) } : "?"
        let (later, earlier) = (records[Int(key)], records[Int(first)])
        report(
            .duplicateKey(words, first: span(earlier.start, earlier.end)), from: later.start, to: later.end)
    }
}
