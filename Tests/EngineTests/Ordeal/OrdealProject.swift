import Basis
import FoundationEssentials
import Glibc
import HTTP
import Testing

/// A project of local commands. The whole world that it changes is a folder of marks, one for each step, and
/// the commands themselves notice what must never happen: a step that is done twice or beside another attempt
/// at it, and one that is taken back before what was built on it.
final class OrdealProject {
    /// No single command of these tests takes longer, on a machine that has other work.
    static let patience = Duration.seconds(60)

    let folder: String
    private var count = 0

    /// A project in a folder of its own, whose claims on the engine go with the stage.
    init(_ name: String, on stage: Stage) throws {
        folder = "/tmp/\(stage.prefix)-\(name)"
        let (folder, app, engine) = (folder, "\(stage.prefix)\(name)", stage.engine)
        try FileManager.default.createDirectory(
            atPath: "\(folder)/playbooks", withIntermediateDirectories: true)
        stage.atEnd { try FileManager.default.removeItem(atPath: folder) }
        // A killed process leaves its claim, and nobody comes after the last one.
        stage.atEnd {
            for volume in try await engine.json(.get, "/volumes")["Volumes"].elements {
                guard let name = volume["Name"].string, name.contains(".\(app).") else { continue }
                try await engine.call(.delete, "/volumes/\(name)")
            }
        }
        try write(
            """
            app: \(app)
            services: { web: {} }
            environments:
              test: { docker: { compose: [compose.yml], project: \(app), host: "\(engine.host)" } }

            """, to: "belay.yml")
        try write("services: { web: { image: \"belay/shell:test\" } }\n", to: "compose.yml")
        for (name, script) in OrdealProject.scripts {
            try write(script, to: name)
            chmod("\(folder)/\(name)", 0o755)
        }
        try clear()
    }

    /// Gives the project a playbook.
    func write(playbook: String, named name: String) throws {
        try write(playbook, to: "playbooks/\(name).yml")
    }

    func write(_ text: String, to name: String) throws {
        try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }

    /// Makes a new world, in which nothing was done yet.
    func clear() throws {
        let world = "\(folder)/world"
        if access(world, F_OK) == 0 { try FileManager.default.removeItem(atPath: world) }
        try FileManager.default.createDirectory(atPath: world, withIntermediateDirectories: false)
    }

    /// Starts the program on this project.
    func start(_ words: String...) throws -> BelayProcess {
        count += 1
        return try BelayProcess(
            words + ["--journal", "\(folder)/journal.db"], in: folder, output: "\(folder)/said.\(count % 8)")
    }

    /// Waits until a process has touched the world, or is over.
    func begun(by process: BelayProcess) async throws {
        let end = ContinuousClock.now.advanced(by: OrdealProject.patience)
        while !process.isOver, ContinuousClock.now < end {
            let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/world")
            guard names.isEmpty else { return }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// The steps whose marks stand, in order, and what the commands noticed.
    func world() throws -> (marks: [String], violations: [String]) {
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/world")
        let noticed = names.contains("violations") ? try read("world/violations") : ""
        return (
            names.filter { $0.hasPrefix("mark.") }.sorted(), noticed.split(separator: "\n").map(String.init)
        )
    }

    func read(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }

    private static let scripts = [
        "act": """
        #!/bin/bash
        # act STEP SECONDS once|again never|early|late: does a step, slowly; fails before it or behind it
        cd "${0%/*}/world" || exit 9
        exec 9>"busy.$1"
        flock -n 9 || { echo "$1 was begun beside another" >>violations; exit 9; }
        [ "$3" = again ] || [ ! -e "mark.$1" ] || echo "$1 was done twice" >>violations
        [ "$4" != early ] || exit 1
        sleep "$2"
        : >"mark.$1"
        [ "$4" != late ] || exit 1
        sleep "$2"
        """,
        "undo": """
        #!/bin/bash
        # undo STEP SECONDS [LATER STEPS]: takes a step back, slowly
        cd "${0%/*}/world" || exit 9
        exec 9>"busy.$1"
        flock -n 9 || { echo "$1 was taken back while it was done" >>violations; exit 9; }
        for later in "${@:3}"; do
            [ ! -e "mark.$later" ] || echo "$1 was taken back under $later" >>violations
        done
        sleep "$2"
        rm -f "mark.$1"
        """,
    ]
}
