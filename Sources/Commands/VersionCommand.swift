internal import Console

/// `belay version`.
enum VersionCommand {
    private static let engine = Parameter<Bool>.flag(
        "engine", "Print the container engine that is found and the linked libraries too")

    static let command = Command(
        name: "version",
        about: "Print the version, the commit it was built from, the compiler and the platform",
        details: "",
        parameters: [engine.row],
        examples: [
            .init(line: "belay version --json", about: "The same, for a program to read"),
            .init(line: "belay version --engine", about: "What a report of a mistake should hold"),
        ],
        waits: { $0[engine] }
    ) { invocation in
        var report = VersionReport(build: .ofThisProgram)
        if invocation.arguments[engine] {
            report.libraries = invocation.adapters.libraries()
            report.engine = try await invocation.adapters.engine(
                invocation.surroundings.variables["DOCKER_HOST"])
        }
        invocation.printer.show(report)
        return .done
    }
}
