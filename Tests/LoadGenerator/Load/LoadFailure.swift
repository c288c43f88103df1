/// A load could not even begin.
package struct LoadFailure: Error, Hashable, CustomStringConvertible {
    /// Why, in the system's words.
    package let description: String

    init(_ description: String) { self.description = description }
}
