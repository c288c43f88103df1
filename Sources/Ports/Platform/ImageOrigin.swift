/// How a service of a release comes by its image.
package struct ImageOrigin: Hashable, Sendable {
    /// How an image is made.
    package struct Recipe: Hashable, Sendable {
        /// The folder that is sent to the builder, relative to the release; nil where it lies elsewhere.
        package let folder: String?
        /// A fingerprint of everything beside the folder that goes into it: the Dockerfile's path, target,
        /// arguments.
        package let fingerprint: String

        /// A recipe of its parts.
        package init(folder: String?, fingerprint: String) {
            (self.folder, self.fingerprint) = (folder, fingerprint)
        }
    }

    /// Which service.
    package let service: String
    /// The image's name in the service's own words.
    package let reference: String
    /// How it is built; nil where it comes ready-made.
    package let recipe: Recipe?

    /// An origin of its parts.
    package init(service: String, reference: String, recipe: Recipe?) {
        (self.service, self.reference, self.recipe) = (service, reference, recipe)
    }
}
