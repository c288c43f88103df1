internal import Basis

extension TreeBuilder {
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
        reportDuplicates()
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

    private mutating func reportDuplicates() {
        let found = records.withUnsafeBufferPointer { records in
            text.withUnsafeBufferPointer { text in
                KeyComparison(records: records, text: text).duplicates(in: keys)
            }
        }
        for (key, first) in found {
            let (later, earlier) = (records[Int(key)], records[Int(first)])
            let content = records[Int(content(key))]
            let words = content.kind == .scalar ? words(content) : "?"
            report(
                .duplicateKey(words, first: span(earlier.start, earlier.end)), from: later.start,
                to: later.end)
        }
    }

    private func words(_ scalar: TreeRecord) -> String {
        String(decoding: text[Int(scalar.first)..<Int(scalar.first + scalar.count)], as: UTF8.self)
    }
}
