/// What a tag stood for when somebody wrote it down.
package struct TagRecord: Hashable, Sendable, Codable {
    /// The name of the tag.
    package let name: String
    /// What it stood for.
    package let target: RefTarget

    /// Joins the two.
    package init(name: String, target: RefTarget) { (self.name, self.target) = (name, target) }
}
