/// One link of a chain of smoke checks; what one captures, the next can use.
package enum SmokeCheck: Hashable, Sendable, Codable {
    /// A request and what its answer must be.
    case http(HTTPQuestion)
    /// A command that must succeed.
    case command(CommandAction)
    /// A query and what its one value must be.
    case sql(SQLAction)
}
