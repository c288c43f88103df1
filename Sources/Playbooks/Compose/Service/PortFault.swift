/// What is wrong with a short port.
struct PortFault: Error {
    /// What is wrong, without a word of the text: it may be the value of a variable.
    let kind: String
    /// The part of the text that is wrong.
    let part: String

    var why: String { part.isEmpty ? kind : "`\(part.prefix(40))` \(kind)" }
}
