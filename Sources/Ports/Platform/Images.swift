package import Basis

/// Where images come from and where they are kept.
package protocol Images: Sendable {
    /// How each service of a release comes by its image.
    func origins(in tree: ReleaseTree) async throws -> [ImageOrigin]

    /// The image of a reference as it is here, by id; nil if it is not.
    func id(of reference: String) async throws -> String?

    /// Builds a service's image from a release and tells its id.
    func build(_ service: String, in tree: ReleaseTree, tag: String, in situation: Situation) async throws
        -> String

    /// Fetches an image and tells its id.
    func pull(_ reference: String, in situation: Situation) async throws -> String

    /// Sends an image to its registry and tells its digest there.
    func push(_ reference: String, in situation: Situation) async throws -> String

    /// Gives an image a further name, so that nobody's clean-up takes it.
    func keep(_ id: String, as tag: String) async throws

    /// Takes such a name away again.
    func letGo(of tag: String) async throws

    /// What is free where images are kept.
    func freeSpace() async throws -> ByteCount?
}
