/// What a name stands for: the object it points to, and the commit that this leads to.
package struct RefTarget: Hashable, Sendable, Codable {
    /// The object itself: for an annotated tag the tag object, otherwise the commit.
    package let object: ObjectID
    /// The commit after peeling; nil where a tag names a file or a tree.
    package let commit: ObjectID?

    /// Joins the two.
    package init(object: ObjectID, commit: ObjectID?) { (self.object, self.commit) = (object, commit) }

    /// Whether there is a tag object in between.
    package var isAnnotated: Bool { commit != nil && commit != object }
}
