import Basis
import Updates

extension ComposeRecord where Owner == ComposeProject {
    /// A whole file, after all files are one.
    static let project = ComposeRecord(
        "a Compose file",
        [
            .elsewhere("name"), .elsewhere("include"), .elsewhere("version"),
            .items("services", \.services, .services), .items("networks", \.networks, .networks),
            .items("volumes", \.volumes, .volumes),
            .items("secrets", \.secrets, .assets("a secret")),
            .items("configs", \.configs, .assets("a config")),
            .refused("models", "Belay runs containers only.", remedy: "Run the model as a service."),
        ])
}

extension ComposeForm where Value == [ComposeService] {
    static var services: ComposeForm {
        .map { name, node, reading in
            guard checked(name, node, &reading) else { return nil }
            var service = ComposeService(name: name)
            guard node.mapping != nil else {
                let remedy =
                    node.isNull
                    ? "Indent the settings of the service below its name."
                    : "Write `\(name.value):` and its settings."
                reading.expected("a mapping (a service)", at: node, remedy: remedy)
                return nil
            }
            ComposeRecord<ComposeService>.service.read(node, into: &service, &reading)
            return service
        }
    }
}

extension ComposeForm where Value == [ComposeNetwork] {
    static var networks: ComposeForm {
        .map { name, node, reading in
            guard checked(name, node, &reading) else { return nil }
            var network = ComposeNetwork(key: name)
            ComposeRecord<ComposeNetwork>.network.read(node, into: &network, &reading)
            return network
        }
    }
}

extension ComposeForm where Value == [ComposeVolume] {
    static var volumes: ComposeForm {
        .map { name, node, reading in
            guard checked(name, node, &reading) else { return nil }
            var volume = ComposeVolume(key: name)
            ComposeRecord<ComposeVolume>.volume.read(node, into: &volume, &reading)
            return volume
        }
    }
}

extension ComposeForm where Value == [ComposeAsset] {
    static func assets(_ words: String) -> ComposeForm {
        let record = ComposeRecord<ComposeAsset>.asset(words)
        return .map { name, node, reading in
            guard checked(name, node, &reading) else { return nil }
            var asset = ComposeAsset(key: name)
            record.read(node, into: &asset, &reading)
            if node["file"]?.isNull == false, asset.file == nil { return nil }
            return asset
        }
    }
}

/// Whether a key can be a name; if not, it is reported.
private func checked(
    _ name: Located<String>, _ node: ComposeNode, _ reading: inout ComposeReading
) -> Bool {
    if ComposeName.isKey(name.value) { return true }
    reading.report(.wrongName, "`\(name.value.prefix(60))` is no name", at: node)
    return false
}
