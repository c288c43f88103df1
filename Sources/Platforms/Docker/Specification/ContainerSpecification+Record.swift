internal import Basis
internal import FoundationEssentials

extension ContainerSpecification {
    /// The specification as a text for the vault: it holds every value of the environment.
    var record: Secret {
        var fields: [String: EngineValue] = [
            "body": body, "networks": .object(networks), "files": .list(files.map(\.value)),
            "restart": restart.value, "labels": .object(labels.mapValues { .text($0) }),
            "inherited": .list(inherited.map { .text($0) }),
        ]
        fields["platform"] = platform.map { .text($0) }
        return Secret(String(decoding: EngineValue.object(fields).bytes(), as: UTF8.self))
    }

    /// Reads what `record` wrote; nil for anything else.
    init?(_ record: Secret) {
        let bytes = Data(record.reveal().utf8)
        guard let value = try? JSONDecoder().decode(EngineValue.self, from: bytes), let body = value["body"],
            let restart = value["restart"].flatMap(EngineRestart.init(_:)),
            case .object(let networks) = value["networks"]
        else { return nil }
        let files = (value["files"]?.elements ?? []).map { SpecifiedFile($0) }
        guard !files.contains(nil) else { return nil }
        self.init(
            platform: value["platform"]?.text, body: body, networks: networks, files: files.compactMap { $0 },
            restart: restart)
        if case .object(let labels) = value["labels"] { self.labels = labels.compactMapValues(\.text) }
        inherited = value["inherited"]?.elements.compactMap(\.text) ?? []
    }
}
