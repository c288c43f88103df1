/// Whether a configuration file names a host where requests go: `//web`, `web:8000`, `server web;`.
enum HostMention {
    static func stands(_ name: String, in text: [UInt8]) -> Bool {
        let word = Array(name.utf8)
        guard !word.isEmpty, text.count >= word.count else { return false }
        return text.withUnsafeBufferPointer { text in
            word.withUnsafeBufferPointer { word in
                var index = 0
                while index <= text.count - word.count {
                    if text[index] == word[0], isWord(word, in: text, at: index),
                        isAddress(text, from: index, to: index + word.count)
                    {
                        return true
                    }
                    index += 1
                }
                return false
            }
        }
    }

    /// Whether the word stands there by itself, and not within a longer name.
    private static func isWord(
        _ word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, at index: Int
    ) -> Bool {
        for offset in word.indices where text[index + offset] != word[offset] { return false }
        let end = index + word.count
        return !(index > 0 && isPart(text[index - 1])) && !(end < text.count && isPart(text[end]))
    }

    /// A letter, a digit, or what joins them to one name.
    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func isAddress(_ text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Bool {
        let slash = UInt8(ascii: "/")
        if start >= 2, text[start - 1] == slash, text[start - 2] == slash { return true }
        if end + 1 < text.count, text[end] == UInt8(ascii: ":"), (0x30...0x39).contains(text[end + 1]) {
            return true
        }
        let line = text[..<start].reversed().prefix { $0 != UInt8(ascii: "\n") }.reversed()
        let before = String(decoding: line.suffix(32), as: UTF8.self).split(separator: " ")
        return before.last == "server"
    }
}
