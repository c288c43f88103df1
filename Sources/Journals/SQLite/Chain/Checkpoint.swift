internal import Basis
internal import Ports
internal import Seals

/// What stands for the entries that were taken from the beginning of the chain.
struct Checkpoint: Sendable {
    /// Who took them away, how many, and when.
    struct Body: Codable {
        let by: String
        let entries: Int
        let runs: Int
        let time: Int64
    }

    let through: Int
    let hash: [UInt8]
    let body: [UInt8]
    let key: [UInt8]
    let signature: [UInt8]

    /// Signs for everything up to an entry.
    init(through: Int, hash: [UInt8], body: [UInt8], signedWith signer: any CheckpointSigner) {
        (self.through, self.hash, self.body) = (through, hash, body)
        key = signer.verifyingKey
        signature = signer.sign(Checkpoint.message(through, hash, body))
    }

    /// Reads a row of `through, hash, body, key, signature`.
    init(_ row: Row) {
        (through, hash, body) = (row.integer(0), row.bytes(1), row.bytes(2))
        (key, signature) = (row.bytes(3), row.bytes(4))
    }

    static func all(in database: Database) throws(JournalError) -> [Checkpoint] {
        try database.all("SELECT through, hash, body, key, signature FROM checkpoints ORDER BY through") {
            row in Checkpoint(row)
        }
    }

    /// Whether it was made with the key that proves itself so, or with any if none is known here.
    func isSigned(by known: [UInt8]?) -> Bool {
        (known == nil || known == key)
            && MasterKey.isSigned(Checkpoint.message(through, hash, body), with: signature, provedBy: key)
    }

    func write(to database: Database) throws(JournalError) {
        try database.run(
            "INSERT INTO checkpoints (through, hash, body, key, signature) VALUES (?, ?, ?, ?, ?)",
            [.integer(through), .bytes(hash), .text(body), .bytes(key), .bytes(signature)])
    }

    private static func message(_ through: Int, _ hash: [UInt8], _ body: [UInt8]) -> [UInt8] {
        Array("belay-checkpoint-1\n\(through)\n\(hash.hexadecimal)\n".utf8) + body
    }
}
