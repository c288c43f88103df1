/// What stands before the content of an age file.
struct Header: Sendable {
    static let versionLine = "age-encryption.org/v1"
    static let versionStart = "age-encryption.org/"
    static let codeMark = "---"
    // A thousand recipients of the largest kind known (1.7 KB, with post-quantum keys) fit in.
    static let byteCountMax = 2 << 20

    let stanzas: [Stanza]
    /// The bytes that the code authenticates, as they were read.
    let authenticated: [UInt8]
    let code: [UInt8]

    /// The text of a header for these stanzas.
    static func text(_ stanzas: [Stanza], sealedWith key: FileKey) -> [UInt8] {
        let head = Array("\(versionLine)\n".utf8) + stanzas.flatMap(\.text) + Array(codeMark.utf8)
        return head + [UInt8(ascii: " ")] + Base64.unpadded.encode(key.code(ofHeader: head)) + [
            UInt8(ascii: "\n")
        ]
    }
}
