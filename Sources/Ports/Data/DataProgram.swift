package import Basis

/// A program that runs where data is, with both its streams in our hands.
package struct DataProgram: Sendable {
    /// In a running container of which service.
    package let service: String
    /// What is run: the program and its words. No shell reads them, and everybody can see them.
    package let words: [String]
    /// Variables beside those of the container: where passwords travel.
    package let variables: [String: Secret]
    /// What it reads; nil is nothing. Asked for as the program takes it.
    package let input: (any ByteStream)?

    /// A program in a service's container.
    package init(
        _ words: [String], in service: String, variables: [String: Secret] = [:],
        input: (any ByteStream)? = nil
    ) {
        (self.words, self.service, self.variables, self.input) = (words, service, variables, input)
    }
}
