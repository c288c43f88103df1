internal import Basis
internal import Updates

/// The labels by which things on an engine are known: those that `docker compose` reads, and Belay's own.
enum ProjectLabels {
    static let project = "com.docker.compose.project"
    static let service = "com.docker.compose.service"
    static let number = "com.docker.compose.container-number"
    static let oneOff = "com.docker.compose.oneoff"
    static let configHash = "com.docker.compose.config-hash"
    static let image = "com.docker.compose.image"
    static let dependencies = "com.docker.compose.depends_on"
    static let directory = "com.docker.compose.project.working_dir"
    static let files = "com.docker.compose.project.config_files"
    static let network = "com.docker.compose.network"
    static let volume = "com.docker.compose.volume"

    static let app = "belay.app"
    static let environment = "belay.env"
    static let release = "belay.release"
    static let run = "belay.run"
    static let step = "belay.step"
    static let slot = "belay.slot"
    static let epoch = "belay.epoch"
    /// The fingerprint of the configuration.
    static let configuration = "belay.config"
    /// The image as people write it.
    static let reference = "belay.image"
    /// The names of the variables, each with a fingerprint of its value.
    static let variables = "belay.variables"
    /// The restart policy that the service declares.
    static let restart = "belay.restart"
    /// The network on which the service's names appear.
    static let companion = "belay.companion"
    /// Those names.
    static let names = "belay.names"
    /// The paths of the files that were put in, one a line.
    static let putIn = "belay.files"
    /// What a volume of Belay's own says.
    static let kind = "belay.kind"

    /// `db:service_healthy:false,…`, from which `docker compose down` takes its order.
    static func dependencies(of service: ComposeService) -> String {
        service.dependencies.map { "\($0.service.value):\($0.condition.rawValue):\($0.restarts)" }
            .sorted().joined(separator: ",")
    }
}
