// Text as Go's standard library treats it, since the rules of `.dockerignore` are stated in its terms.

/// The bytes without white space, in Unicode's sense, at both ends.
func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let scalars = text.goScalars
    let kept = scalars.drop { $0.isSpace }
    let start = scalars.dropLast(kept.count).reduce(0) { $0 + $1.width }
    let end = kept.reversed().prefix { $0.isSpace }.reduce(0) { $0 + $1.width }
    return text.dropFirst(start).dropLast(end)
}

/// The shortest path that means the same without looking at the disk: no empty part, no `.`, and `..` only
/// in front.
func cleanPath(_ path: ArraySlice<UInt8>) -> [UInt8] {
    let isRooted = path.first == .slash
    var parts: [ArraySlice<UInt8>] = []
    for part in path.split(separator: .slash) where part != [.dot] {
        guard part == [.dot, .dot] else {
            parts.append(part)
            continue
        }
        if let last = parts.last, last != [.dot, .dot] {
            parts.removeLast()
        } else if !isRooted {
            parts.append(part)
        }
    }
    let joined = Array(parts.joined(separator: [.slash]))
    if isRooted { return [.slash] + joined }
    return joined.isEmpty ? [.dot] : joined
}

/// A scalar with the number of bytes it took; each byte that is no UTF-8 counts as one U+FFFD.
struct GoScalar: Hashable {
    let value: UInt32
    let width: Int

    var isBroken: Bool { value == 0xFFFD && width == 1 }

    var isSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
            true
        default: false
        }
    }
}

extension Collection<UInt8> {
    /// The scalars, read as Go reads a string.
    var goScalars: [GoScalar] {
        var found: [GoScalar] = []
        found.reserveCapacity(count)
        var rest = self[...]
        while let first = rest.first {
            let width = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
            if let text = String(validating: rest.prefix(width), as: UTF8.self),
                let scalar = text.unicodeScalars.first, text.utf8.count == width
            {
                found.append(GoScalar(value: scalar.value, width: width))
                rest = rest.dropFirst(width)
            } else {
                found.append(GoScalar(value: 0xFFFD, width: 1))
                rest = rest.dropFirst()
            }
        }
        return found
    }
}
