/// One entry of a header: the file key, wrapped for one recipient.
struct Stanza: Sendable {
    static let columnCount = 64

    let arguments: [String]
    let body: [UInt8]

    var kind: String { arguments.first ?? "" }

    /// The stanza as it stands in a header.
    var text: [UInt8] {
        var text = Array("-> \(arguments.joined(separator: " "))\n".utf8)
        var rest = Base64.unpadded.encode(body)[...]
        // The last line is always shorter than the others, be it empty: that is how its end is found.
        while rest.count >= Stanza.columnCount {
            text += rest.prefix(Stanza.columnCount) + [UInt8(ascii: "\n")]
            rest = rest.dropFirst(Stanza.columnCount)
        }
        return text + rest + [UInt8(ascii: "\n")]
    }
}
