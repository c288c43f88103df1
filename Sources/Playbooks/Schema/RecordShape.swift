/// A mapping with fixed keys, as schemas and manuals describe it.
package struct RecordShape: Hashable, Sendable {
    /// One of its keys.
    package struct Key: Hashable, Sendable {
        /// The key as it is written.
        package let name: String
        /// What it is for, in one sentence.
        package let about: String
        /// What may be written behind it.
        package let shape: Shape
        /// Whether it must be there.
        package let isRequired: Bool
    }

    /// Keys of which only one may stand there: those that say of which kind the mapping is.
    package struct Choice: Hashable, Sendable {
        /// The keys to choose from.
        package let names: [String]
        /// Whether one of them must be there.
        package let isRequired: Bool
    }

    /// What the mapping is called in messages, schemas and the manual.
    package let name: String
    /// Its keys, in the order of the manual.
    package let keys: [Key]
    /// The choices among them.
    package let choices: [Choice]
}
