package import Basis

/// Tells people.
package struct NotifyAction: Hashable, Sendable, Codable {
    /// What is said.
    package let message: Template
    /// Only these kinds of receiver (`slack`, `email` …); none named means all of the manifest.
    package let to: [Located<String>]

    /// A message.
    package init(_ message: Template, to: [Located<String>]) {
        (self.message, self.to) = (message, to)
    }
}
