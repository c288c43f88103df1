internal import Archives
package import Basis
internal import HTTP
package import Ports

/// Data of a Compose project: programs run by exec beside it, and volumes through containers that are made
/// for it.
///
/// A volume is read and filled through a container that is never started: the engine unpacks and packs by
/// itself, so that no image needs a `tar`.
package final class DockerData: DataAccess {
    private static let root = "/belay"

    private let site: DockerTargetSite
    private var engine: DockerEngine { site.engine }

    /// The data of a project.
    package init(_ site: DockerTargetSite) { self.site = site }

    /// Starts a program in a running container of its service.
    package func output(of program: DataProgram, by deadline: Deadline) async throws -> any ByteStream {
        let running = try await site.containers().filter {
            $0.labels[ProjectLabels.service] == program.service && $0.state == .running
        }
        guard let container = running.min(by: { $0.name < $1.name }) else {
            throw DockerFailure(
                .notRunning, at: "service \(program.service)", why: "none of its containers runs")
        }
        let variables = program.variables.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let command = ExecCommand(words: program.words, environment: variables, input: program.input)
        let exec = try await engine.make(command, in: container.name, by: deadline)
        return try await ExecOutput(
            of: exec, fed: program.input, on: engine, at: "service \(program.service)", by: deadline)
    }

    /// Packs a volume.
    package func contents(of volume: String, by deadline: Deadline) async throws -> any ByteStream {
        let box = try await VolumeBox(of: try await name(of: volume), on: site, at: DockerData.root)
        let call = EngineCall(
            .get, engine.path(box.container, "archive"), [("path", "\(DockerData.root)/.")],
            about: .volume(volume))
        do {
            return BoxedStream(try await engine.answer(call, by: deadline).body, from: box)
        } catch {
            await box.remove()
            throw error
        }
    }

    /// Unpacks into a volume.
    package func put(
        _ tar: any ByteStream, into volume: String, below folder: String, by deadline: Deadline
    ) async throws {
        let box = try await VolumeBox(of: try await name(of: volume), on: site, at: DockerData.root)
        do {
            let entry = ArchiveEntry(ArchiveName(folder), .directory, mode: 0o755)
            try await engine.put(
                TarStream(of: [ArchiveItem(entry)]), into: box.container, at: DockerData.root, by: deadline)
            try await engine.put(tar, into: box.container, at: "\(DockerData.root)/\(folder)", by: deadline)
        } catch {
            await box.remove()
            throw error
        }
        await box.remove()
    }

    /// Runs a script at the root of a volume.
    package func arrange(_ volume: String, script: String, words: [String], by deadline: Deadline)
        async throws
    {
        let box = try await VolumeBox(
            of: try await name(of: volume), on: site, at: DockerData.root,
            running: ["-c", script, "sh"] + words)
        do {
            try await engine.start(box.container, by: .after(DockerTargetSite.act))
            let code = try await engine.wait(for: box.container, by: deadline)
            if code != 0 {
                let details = try await engine.container(box.container, by: .after(DockerTargetSite.look))
                let said = try await engine.lastWords(
                    of: details, lines: 100, atMost: .kibibytes(64), by: .after(DockerTargetSite.look))
                throw DockerFailure(
                    .programFailed, at: "volume \(volume)", why: "exit code \(code): \(said)")
            }
        } catch {
            await box.remove()
            throw error
        }
        await box.remove()
    }

    /// The engine's name of a volume that the project calls so.
    private func name(of volume: String) async throws(DockerFailure) -> String {
        let labels = [
            "\(ProjectLabels.project)=\(site.project)", "\(ProjectLabels.volume)=\(volume)",
        ]
        let found = try await engine.volumes(labelled: labels, by: .after(DockerTargetSite.look))
        if let one = found.first { return one.name }
        // One that somebody else made, under the name that Compose would give it or its own.
        for candidate in ["\(site.project)_\(volume)", volume] {
            do throws(DockerFailure) {
                return try await engine.volume(candidate, by: .after(DockerTargetSite.look)).name
            } catch {
                guard error.isAbsence else { throw error }
            }
        }
        throw DockerFailure(.noVolume, at: "volume \(volume)", why: "the project has no such volume")
    }
}
