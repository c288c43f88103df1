/// The name of a backup, which is also that of its folder: when it began, and what made it.
///
/// `20261126T013000Z-k3f9x2ab.2.1` is the first attempt at step 2 of run `k3f9x2ab`: found again under its
/// name, and in the order of time wherever names are sorted.
package struct BackupID: Hashable, Sendable, Comparable {
    private static let lengthMax = 96

    /// The text: letters, digits, points and dashes, beginning with a digit.
    package let text: String

    /// Takes a name if it is one: nothing else ever becomes part of a path.
    package init?(_ text: some StringProtocol) {
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        }
        guard isPlain, let first = text.utf8.first, (0x30...0x39).contains(first),
            text.utf8.count <= BackupID.lengthMax, !text.hasSuffix(BackupID.partial)
        else { return nil }
        self.text = String(text)
    }

    /// The name of what a step makes in an attempt, begun at a moment (milliseconds since 1970).
    package init?(began: Int64, by maker: String) { self.init("\(BackupID.stamp(began))-\(maker)") }

    /// What the name of a backup that is not whole ends with.
    package static let partial = ".partial"

    /// The backup that began earlier is the smaller one.
    package static func < (left: BackupID, right: BackupID) -> Bool { left.text < right.text }

    /// A moment as names carry it: `20261126T013000Z`.
    private static func stamp(_ milliseconds: Int64) -> String {
        let seconds = milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
        let days = (seconds >= 0 ? seconds : seconds - 86_399) / CivilDate.secondsADay
        let rest = Int(seconds - days * CivilDate.secondsADay)
        let date = CivilDate(dayNumber: days)
        let digits = { (number: Int, count: Int) in
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        let day = digits(date.year, 4) + digits(date.month, 2) + digits(date.day, 2)
        return "\(day)T\(digits(rest / 3600, 2))\(digits(rest / 60 % 60, 2))\(digits(rest % 60, 2))Z"
    }
}

extension BackupID: CustomStringConvertible {
    /// The text.
    package var description: String { text }
}

extension BackupID: Codable {
    /// Reads the plain text.
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = BackupID(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a backup: \(text.prefix(40))"))
        }
        self = id
    }

    /// Writes the plain text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
