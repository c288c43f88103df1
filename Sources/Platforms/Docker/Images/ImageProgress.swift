/// How far a layer has come on its way from or to a registry, or what the engine says meanwhile.
package struct ImageProgress: Hashable, Sendable {
    /// The layer, by the beginning of its digest; nil if it is about the whole image.
    package let layer: String?
    /// What is done: `Downloading`, `Extracting`, `Pull complete`.
    package let status: String
    /// How many bytes of it are done, and of how many.
    package let done: Int64?
    /// How many there are.
    package let total: Int64?
}
