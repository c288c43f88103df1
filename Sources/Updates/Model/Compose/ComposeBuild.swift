package import Basis

/// How an image is built.
package struct ComposeBuild: Equatable, Sendable {
    /// The directory that is sent, resolved against the project, or an address.
    package var context: Located<String>?
    /// The Dockerfile, within the context.
    package var dockerfile: Located<String>?
    /// The text of a Dockerfile in place of a file.
    package var inlineDockerfile: Located<ComposeText>?
    /// The stage to build.
    package var target: Located<String>?
    /// Arguments; one without a value is not given.
    package var arguments: [ComposeVariable] = []
    /// Labels of the image.
    package var labels: [Named<Located<ComposeText>>] = []
    /// Further names of the image.
    package var tags: [Located<String>] = []
    /// Images and places to take layers from.
    package var cacheFrom: [Located<String>] = []
    /// Places to leave layers at.
    package var cacheTo: [Located<String>] = []
    /// Contexts under a name, for `FROM` and `COPY --from`.
    package var additionalContexts: [Named<Located<ComposeText>>] = []
    /// The network during the build.
    package var network: Located<String>?
    /// The platforms to build for.
    package var platforms: [Located<String>] = []
    /// Further names of hosts during the build.
    package var extraHosts: [Located<String>] = []
    /// The size of `/dev/shm` during the build.
    package var sharedMemory: Located<ByteCount>?
    /// Whether no layer is taken from the cache.
    package var ignoresCache: Located<Bool>?
    /// Whether base images are pulled anew.
    package var pullsBases: Located<Bool>?
    /// Whether it may do anything.
    package var isPrivileged: Located<Bool>?
    /// Secrets that steps may read.
    package var secrets: [ComposeGrant] = []
    /// Agents and keys that steps may use, as `id[=path]`.
    package var ssh: [Located<String>] = []
    /// Rights that the build asks for.
    package var entitlements: [Located<String>] = []
    /// Limits of the kernel during the build.
    package var ulimits: [ComposeUlimit] = []

    /// Nothing said yet.
    package init() {}
}
