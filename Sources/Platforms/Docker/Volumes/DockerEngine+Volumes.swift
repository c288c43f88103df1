internal import Basis
internal import HTTP

extension DockerEngine {
    /// Makes a volume, or returns the one of that name as it is: put-if-absent, and its labels tell whose.
    func create(
        volume name: String, driver: String = "local", options: [String: EngineValue] = [:],
        labels: [String: EngineValue] = [:], by deadline: Deadline
    ) async throws(DockerFailure) -> VolumeDetails {
        let body: EngineValue = [
            "Name": .text(name), "Driver": .text(driver), "DriverOpts": .object(options),
            "Labels": .object(labels),
        ]
        return try await read(
            EngineCall(.post, "/volumes/create", json: body, about: .volume(name)), by: deadline)
    }

    /// One volume.
    func volume(_ name: String, by deadline: Deadline) async throws(DockerFailure) -> VolumeDetails {
        try await read(
            EngineCall(.get, "/volumes/\(EngineCall.part(name))", about: .volume(name)), by: deadline)
    }

    /// The volumes that bear all of these labels.
    func volumes(labelled labels: [String], by deadline: Deadline) async throws(DockerFailure)
        -> [VolumeDetails]
    {
        struct Found: Decodable {
            private enum CodingKeys: String, CodingKey { case volumes = "Volumes" }
            let volumes: [VolumeDetails]?
        }
        let found: Found = try await read(
            EngineCall(.get, "/volumes", [EngineCall.filters(["label": labels])]), atMost: EngineLimits.list,
            by: deadline)
        return found.volumes ?? []
    }

    /// Removes a volume that no container has.
    func remove(volume name: String, by deadline: Deadline) async throws(DockerFailure) {
        try await call(
            EngineCall(.delete, "/volumes/\(EngineCall.part(name))", about: .volume(name)), by: deadline)
    }
}
