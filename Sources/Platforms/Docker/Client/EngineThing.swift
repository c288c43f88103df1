/// What a call is about, so that its failure can be named.
enum EngineThing: Hashable, Sendable {
    /// The engine itself.
    case engine
    /// Something on it, by name or id.
    case container(String)
    case exec(String)
    case image(String)
    case network(String)
    case volume(String)

    /// What it means if the engine says that there is no such thing.
    var absence: DockerCode {
        switch self {
        case .container: .noContainer
        case .image: .noImage
        case .network: .noNetwork
        case .volume: .noVolume
        case .engine, .exec: .notFound
        }
    }

    /// The thing in a word and its name.
    var name: String? {
        switch self {
        case .engine: nil
        case .container(let name): "container \(name)"
        case .exec(let id): "exec \(id)"
        case .image(let name): "image \(name)"
        case .network(let name): "network \(name)"
        case .volume(let name): "volume \(name)"
        }
    }
}
