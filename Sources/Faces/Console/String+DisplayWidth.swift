extension Character {
    /// How many columns a terminal gives it: 0, 1 or 2.
    package var displayWidth: Int {
        if let ascii = asciiValue { return ascii >= 0x20 && ascii != 0x7f ? 1 : 0 }
        var width = 0
        for scalar in unicodeScalars {
            // The selector asks for the emoji form, which is wide.
            width = scalar == "\u{fe0f}" && width > 0 ? 2 : max(width, scalar.displayWidth)
        }
        return width
    }
}

extension String {
    /// How many columns a terminal gives it; line breaks and tabs count for nothing.
    package var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }
}

extension Substring {
    /// How many columns a terminal gives it.
    package var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }
}

extension Unicode.Scalar {
    /// East Asian Width W and F, in the blocks that a terminal's fonts agree on.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff, 0xa000...0xa4cf,
        0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff00...0xff60,
        0xffe0...0xffe6, 0x16fe0...0x18dff, 0x1aff0...0x1b2ff, 0x1f200...0x1f265, 0x20000...0x3fffd,
    ]

    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator: return 0
        default: break
        }
        if value < 0x1100 { return 1 }
        if properties.isEmojiPresentation { return 2 }
        return Unicode.Scalar.wide.contains { $0.contains(value) } ? 2 : 1
    }
}
