package import Basis

/// Something about backups that did not work.
package struct BackupFailure: Error, Hashable, Sendable {
    /// What.
    package let code: BackupCode
    /// In one sentence.
    package let what: String
    /// Of which backup, database or place.
    package let place: String
    /// In whatever words there are.
    package let why: String?

    init(_ code: BackupCode, _ what: String, at place: String, why: String? = nil) {
        (self.code, self.what, self.place, self.why) = (code, what, place, why)
    }
}

extension BackupFailure: Diagnosable {
    /// The failure in words.
    package var diagnostic: Diagnostic {
        Diagnostic(code, what, at: .thing(place), why: why?.isEmpty == true ? nil : why)
    }
}

extension BackupFailure {
    /// The failure of a system call on a path.
    static func system(_ number: Int32, _ doing: String, _ path: String) -> BackupFailure {
        let why = SystemWords.text(of: number)
        return SystemWords.isLackOfRoom(number)
            ? BackupFailure(.noRoom, "there is no room to \(doing) \(path)", at: path, why: why)
            : BackupFailure(.unwritable, "it is not possible to \(doing) \(path)", at: path, why: why)
    }
}
