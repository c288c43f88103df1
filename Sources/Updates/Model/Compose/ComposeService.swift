package import Basis

/// A service of a Compose project: what its containers are made from, and how they run.
///
/// What the file leaves out is nil or empty: the image, the engine or the planner decides.
package struct ComposeService: Equatable, Sendable {
    /// The key under `services`.
    package var name: Located<String>
    /// The image to run; nil if it is only built.
    package var image: Located<String>?
    /// How to build the image.
    package var build: ComposeBuild?
    /// When the image is pulled.
    package var pullPolicy: Located<ComposePullPolicy>?
    /// The platform to pull, build and run for, as `os/arch`.
    package var platform: Located<String>?
    /// The process in the container.
    package var process = ComposeProcess()
    /// The variables of the container, files and pass-through resolved, in the order of their first mention.
    package var environment: [ComposeVariable] = []
    /// The files that variables come from.
    package var environmentFiles: [ComposeEnvironmentFile] = []
    /// The labels of the containers.
    package var labels: [Named<Located<ComposeText>>] = []
    /// Files with more labels.
    package var labelFiles: [Located<String>] = []
    /// Annotations of the containers.
    package var annotations: [Named<Located<ComposeText>>] = []
    /// The name of its only container, if the writer fixed it.
    package var containerName: Located<String>?
    /// How it is reached, and what it reaches.
    package var networking = ComposeNetworking()
    /// What is mounted.
    package var mounts: [ComposeMount] = []
    /// Temporary file systems: `path[:options]`.
    package var temporaryFileSystems: [Located<String>] = []
    /// Services and containers whose mounts are taken over, as written.
    package var mountsFrom: [Located<String>] = []
    /// The secrets that it may read.
    package var secrets: [ComposeGrant] = []
    /// The configuration files that it may read.
    package var configs: [ComposeGrant] = []
    /// What must be there before it starts.
    package var dependencies: [ComposeDependency] = []
    /// How its health is asked.
    package var healthcheck: ComposeHealthcheck?
    /// What happens when its process ends.
    package var restart: Located<ComposeRestart>?
    /// How many run, how they are replaced and what they may use.
    package var deploy = ComposeDeploy()
    /// What a container may use of the machine.
    package var limits = ComposeLimits()
    /// How far a container is kept from the machine.
    package var isolation = ComposeIsolation()
    /// Where its output goes.
    package var logging: ComposeLogging?
    /// The profiles with which it is started; empty means always.
    package var profiles: [Located<String>] = []
    /// How many containers, by the older key `scale`.
    package var scale: Located<Int>?

    /// A service of that name of which nothing is known yet.
    package init(name: Located<String>) { self.name = name }

    /// How many containers are wanted: `deploy.replicas`, else `scale`, else one.
    package var replicas: Int { deploy.replicas?.value ?? scale?.value ?? 1 }
}
