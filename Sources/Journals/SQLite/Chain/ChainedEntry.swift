internal import Basis
internal import Seals

/// An entry as it stands in the chain: Docs/JournalFormat.md says what each part is.
struct ChainedEntry: Sendable {
    /// What the first entry has as the hash of the one before it.
    static let beginning = [UInt8](repeating: 0, count: 32)
    static let columns = "number, kind, run, sequence, time, body, previous, hash"
    private static let start = Array("belay-journal-1\n".utf8)

    let number: Int
    let kind: [UInt8]
    let run: [UInt8]
    let sequence: Int?
    let time: Int64
    let body: [UInt8]
    let previous: [UInt8]
    let hash: [UInt8]

    /// An entry that follows on another.
    init(
        _ kind: EntryKind, of run: String, sequence: Int?, time: Int64, body: [UInt8], number: Int,
        after previous: [UInt8]
    ) {
        (self.number, self.kind, self.run) = (number, Array(kind.rawValue.utf8), Array(run.utf8))
        (self.sequence, self.time, self.body, self.previous) = (sequence, time, body, previous)
        hash = ChainedEntry.hash(
            previous, number: number, kind: self.kind, run: self.run, sequence: sequence, time: time,
            body: body)
    }

    /// One that was read, in the order of `columns`.
    init(_ row: Row) {
        (number, kind, run) = (row.integer(0), row.bytes(1), row.bytes(2))
        (sequence, time) = (row.optionalInteger(3), Int64(row.integer(4)))
        (body, previous, hash) = (row.bytes(5), row.bytes(6), row.bytes(7))
    }

    /// Whether it is what was written.
    var isSound: Bool {
        hash
            == ChainedEntry.hash(
                previous, number: number, kind: kind, run: run, sequence: sequence, time: time, body: body)
    }

    func isOf(_ kind: EntryKind) -> Bool { self.kind.elementsEqual(kind.rawValue.utf8) }

    private static func hash(
        _ previous: [UInt8], number: Int, kind: [UInt8], run: [UInt8], sequence: Int?, time: Int64,
        body: [UInt8]
    ) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(200 + body.count)
        let newline = UInt8(ascii: "\n")
        text += start
        text += previous.hexadecimal.utf8
        text.append(newline)
        text += "\(number)\n".utf8
        text += kind
        text.append(newline)
        text += run
        text.append(newline)
        text += (sequence.map { "\($0)\n\(time)\n" } ?? "-\n\(time)\n").utf8
        text += body
        return SHA256.bytes(of: text)
    }
}
