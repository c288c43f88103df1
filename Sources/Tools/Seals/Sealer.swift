package import Basis

/// Seals files in the age format, for recipients or with a passphrase.
package struct Sealer: Sendable {
    // Sixteen times what a large team needs; a header for all of them is some 100 KB.
    private static let recipientCountMax = 1024

    private enum Lock: Sendable {
        case recipients([Recipient])
        case passphrase(Passphrase)
    }

    private let lock: Lock

    /// Seals for everyone named; each of them alone can open it.
    package init(recipients: [Recipient]) throws(SealError) {
        guard (1...Sealer.recipientCountMax).contains(recipients.count) else {
            throw Sealer.unusable(
                "there are \(recipients.count) recipients, and 1 to \(Sealer.recipientCountMax) can be")
        }
        lock = .recipients(recipients)
    }

    /// Seals with a passphrase, which takes about a second for every file.
    package init(passphrase: Passphrase) throws(SealError) {
        guard !passphrase.isEmpty else { throw Sealer.unusable("the passphrase is empty") }
        lock = .passphrase(passphrase)
    }

    /// The age file of a content, in bounded memory. Whatever fails in the source fails here: no end is
    /// written.
    package func seal(_ content: any ByteStream, armored: Bool = false) throws(SealError) -> any ByteStream {
        let fileKey = FileKey.random()
        let sealed = TransformedBytes(
            Sealing(content, stanzas: try stanzas(fileKey), fileKey: fileKey), named: "sealing")
        return armored ? TransformedBytes(Armoring(sealed), named: "sealing") : sealed
    }

    private func stanzas(_ fileKey: FileKey) throws(SealError) -> [Stanza] {
        switch lock {
        case .recipients(let recipients):
            var stanzas: [Stanza] = []
            for recipient in recipients {
                guard let stanza = recipient.wrap(fileKey) else {
                    throw Sealer.unusable("\(recipient) is a point of low order")
                }
                stanzas.append(stanza)
            }
            return stanzas
        case .passphrase(let passphrase):
            do { return [try passphrase.wrap(fileKey)] } catch {
                throw SealError(flaw: error.flaw, subject: "passphrase")
            }
        }
    }

    private static func unusable(_ why: String) -> SealError {
        SealError(flaw: .unusableLock(why: why), subject: "sealing")
    }
}
