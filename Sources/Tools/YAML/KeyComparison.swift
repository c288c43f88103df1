internal import Glibc

/// Finds the keys that a mapping has twice.
///
/// Keys are the same if they have the same text, whatever their quotes: readers ask for keys by text. Keys
/// that are collections are compared as written; an alias in them equals only the same alias.
struct KeyComparison {
    /// Up to so many keys are compared each with each, which beats hashing.
    private static let few = 16

    let records: UnsafeBufferPointer<TreeRecord>
    let text: UnsafeBufferPointer<UInt8>

    /// Each key that is there before, with the first that is the same.
    func duplicates(in keys: [UInt32]) -> [(key: UInt32, first: UInt32)] {
        keys.count <= KeyComparison.few ? compared(keys) : hashed(keys)
    }

    private func compared(_ keys: [UInt32]) -> [(key: UInt32, first: UInt32)] {
        var found: [(key: UInt32, first: UInt32)] = []
        for later in keys.indices {
            for earlier in 0..<later where isSame(keys[earlier], keys[later]) {
                found.append((keys[later], keys[earlier]))
                break
            }
        }
        return found
    }

    /// Hashed with the process' own seed, so that no file can be made to collide; open addressing.
    private func hashed(_ keys: [UInt32]) -> [(key: UInt32, first: UInt32)] {
        var found: [(key: UInt32, first: UInt32)] = []
        var capacity = 64
        while capacity < keys.count * 2 { capacity *= 2 }
        // No key is the record 0: that is a root.
        var table = [UInt32](repeating: 0, count: capacity)
        for key in keys {
            var slot = hash(key) & (capacity - 1)
            while table[slot] != 0, !isSame(table[slot], key) { slot = (slot + 1) & (capacity - 1) }
            if table[slot] == 0 { table[slot] = key } else { found.append((key, table[slot])) }
        }
        return found
    }

    private func hash(_ key: UInt32) -> Int {
        var hasher = Hasher()
        let key = content(key)
        for index in key..<Int(records[key].next) {
            let record = records[index]
            switch record.kind {
            case .scalar: hasher.combine(bytes: bytes(record))
            case .alias: hasher.combine(record.first)
            case .sequence, .mapping: hasher.combine(record.count)
            }
        }
        return hasher.finalize()
    }

    private func isSame(_ one: UInt32, _ other: UInt32) -> Bool {
        let (one, other) = (content(one), content(other))
        let length = Int(records[one].next) - one
        guard records[one].count == records[other].count, Int(records[other].next) - other == length else {
            return false
        }
        for offset in 0..<length where !isAlike(records[one + offset], records[other + offset]) {
            return false
        }
        return true
    }

    private func isAlike(_ left: TreeRecord, _ right: TreeRecord) -> Bool {
        guard left.kind == right.kind, left.count == right.count else { return false }
        switch left.kind {
        case .scalar:
            guard let one = bytes(left).baseAddress, let other = bytes(right).baseAddress else { return true }
            return memcmp(one, other, Int(left.count)) == 0
        case .alias: return left.first == right.first
        case .sequence, .mapping: return true
        }
    }

    private func content(_ index: UInt32) -> Int {
        let record = records[Int(index)]
        return Int(record.kind == .alias ? record.first : index)
    }

    private func bytes(_ scalar: TreeRecord) -> UnsafeRawBufferPointer {
        let start = Int(scalar.first)
        return UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: text[start..<start + Int(scalar.count)]))
    }
}
