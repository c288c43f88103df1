internal import Basis
internal import Ports
internal import Subprocesses
internal import Updates

/// The database's own client program, told what to run on its standard input: statements may hold secrets,
/// and words are seen by everybody.
struct SQLClient: Sendable {
    /// How much of an answer is kept: what is asked is one value.
    private static let answer = Capture(atMost: .mebibytes(1), beyond: .keepsLast)

    let words: [String]
    let variables: [String: Secret]
    /// In whose container it runs; nil runs it here.
    let service: Located<String>?

    /// The client for a database of the manifest. From another container its server is reached by its name.
    init(for name: Located<String>, fromOutside: Bool = false, _ fill: Fill) async throws {
        let databases = fill.situation.plan.manifest.databases
        guard let database = databases.first(where: { $0.name.value == name.value })?.value else {
            throw GateFailure.noSQL(name, why: "the manifest has no such database")
        }
        service = database.service
        let host: String? =
            if let host = database.host { try await fill.words(host) } else {
                fromOutside ? database.service?.value : nil
            }
        let (user, base) = (
            try await SQLClient.words(database.user, fill), try await SQLClient.words(database.database, fill)
        )
        let port = database.port.map { "\($0.value)" }
        let password =
            if let password = database.password { try await fill.text(password).secret } else { Secret?.none }
        switch database.engine {
        case .postgres:
            words =
                ["psql", "-X", "-q", "-A", "-t", "-w", "-v", "ON_ERROR_STOP=1"]
                + SQLClient.options(["-h": host, "-p": port, "-U": user, "-d": base])
            variables = password.map { ["PGPASSWORD": $0] } ?? [:]
        case .mysql, .mariadb:
            // Newer images have the one name, older ones the other.
            let either = "exec $(command -v mariadb || command -v mysql) \"$@\""
            words =
                ["sh", "-c", either, "sh", "--batch", "--skip-column-names"]
                + SQLClient.options(["-h": host, "-P": port, "-u": user]) + (base.map { [$0] } ?? [])
            variables = password.map { ["MYSQL_PWD": $0] } ?? [:]
        case .sqlite:
            guard let path = database.path else { throw GateFailure.noSQL(name, why: "it has no `path:`") }
            words = ["sqlite3", "-batch", "-noheader", "-bail", try await fill.words(path)]
            variables = [:]
        case .mongodb, .redis:
            throw GateFailure.noSQL(name, why: "\(database.engine.rawValue) speaks another language")
        }
    }

    /// Runs statements in the running container of the database's service, or here where it has none.
    func run(_ statements: Filled, _ means: Means, _ fill: Fill, _ key: TaskKey? = nil, deadline: Deadline)
        async throws
        -> CommandResult
    {
        let input = Array(statements.reveal().utf8)
        if let service {
            return try await means.platform.execute(
                words, in: service.value, variables: variables, input: BytesInMemory(input),
                deadline: deadline)
        }
        let told = key.map { [TaskKey.variable: EnvironmentValue.plain($0.description)] } ?? [:]
        let environment = means.variables.mapValues { EnvironmentValue.plain($0) }
            .merging(variables.mapValues { .secret($0) }) { $1 }.merging(told) { $1 }
        let invocation = Invocation(
            .named(words[0], in: means.folders), Array(words.dropFirst()), environment: environment,
            directory: fill.situation.plan.project, input: .bytes(input))
        return try await means.run(invocation, fill, capture: SQLClient.answer, deadline: deadline)
    }

    private static func words(_ template: Template?, _ fill: Fill) async throws -> String? {
        guard let template else { return nil }
        return try await fill.words(template)
    }

    private static func options(_ options: KeyValuePairs<String, String?>) -> [String] {
        options.flatMap { name, value in value.map { [name, $0] } ?? [] }
    }
}
