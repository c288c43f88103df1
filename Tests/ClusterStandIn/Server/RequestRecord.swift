/// A request that the server got: for counting.
package struct RequestRecord: Sendable {
    /// The method.
    package let method: String
    /// The path, without the query.
    package let path: String
    /// Whether it is a watch.
    package let isWatch: Bool
    /// Who sent it, in its own words.
    package let agent: String
}
