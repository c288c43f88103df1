package import Basis

/// Why a secret is not to be had. No value is ever part of it.
package struct VaultError: Error, Hashable, Sendable {
    /// What kind of thing went wrong.
    package let code: VaultCode
    /// The secret by its name, or the path of the key.
    package let subject: String
    /// What happened.
    package let what: String
    /// Why, in the system's words.
    package let why: String?

    init(_ code: VaultCode, _ subject: String, _ what: String, why: String? = nil) {
        (self.code, self.subject, self.what, self.why) = (code, subject, what, why)
    }
}

extension VaultError: Diagnosable {
    /// The error in words.
    package var diagnostic: Diagnostic { Diagnostic(code, what, at: .thing(subject), why: why) }
}
