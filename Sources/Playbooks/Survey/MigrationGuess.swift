import Updates

/// The tool by which the schema follows the release.
struct MigrationGuess: Sendable {
    /// How its commands are known.
    enum Commands: Sendable {
        case preset(Migrations.Preset)
        case scripts(up: String, down: String?)
    }

    let commands: Commands
    /// The file that gave it away.
    let sign: String
    /// The service whose image runs them; nil if none fits.
    let service: Guess<String>?

    /// The tool of a repository, and the signs of further ones.
    static func all(in listing: RepositoryListing, services: [SurveyedService]) -> [MigrationGuess] {
        signs(in: listing).map { commands, sign in
            MigrationGuess(
                commands: commands, sign: sign, service: service(for: sign, commands, among: services))
        }
    }

    private static func signs(in listing: RepositoryListing) -> [(Commands, String)] {
        var signs: [(Commands, String)] = []
        func note(_ preset: Migrations.Preset, _ sign: String?) {
            if let sign { signs.append((.preset(preset), sign)) }
        }
        note(.alembic, listing.paths(named: "alembic.ini").first)
        note(.django, listing.paths(named: "manage.py").first)
        note(.rails, rails(in: listing))
        note(.prisma, listing.paths(named: "schema.prisma").first)
        let knexfiles = ["js", "ts", "cjs", "mjs"].flatMap { listing.paths(named: "knexfile.\($0)") }
        note(.knex, knexfiles.nearestFirst.first)
        note(.flyway, listing.paths.first { isFlyway($0.fileName) })
        note(.golangMigrate, listing.paths.first { isGolangMigrate($0.fileName) })
        if signs.isEmpty, let (scripts, sign) = scripts(in: listing) { signs.append((scripts, sign)) }
        return signs
    }

    private static func rails(in listing: RepositoryListing) -> String? {
        listing.paths(named: "Gemfile").first { path in
            let folder = ComposePath.directory(of: path)
            return listing.text(path)?.contains("rails") == true
                && listing.hasFolder(ComposePath.resolve("db/migrate", in: folder))
        }
    }

    private static func isFlyway(_ name: String) -> Bool {
        if name == "flyway.conf" || name == "flyway.toml" { return true }
        let number = name.dropFirst().prefix { $0.isNumber || $0 == "." || $0 == "_" }
        return name.hasPrefix("V") && name.hasSuffix(".sql") && number.contains(where: \.isNumber)
            && number.hasSuffix("__")
    }

    private static func isGolangMigrate(_ name: String) -> Bool {
        name.hasSuffix(".up.sql") && name.first?.isNumber == true
    }

    /// A script of package.json that is called after what it does.
    private static func scripts(in listing: RepositoryListing) -> (Commands, String)? {
        for path in listing.paths(named: "package.json") {
            let scripts = PackageFile(listing.bytes(path) ?? [], named: path).scripts
            let ups = ["db:migrate", "migrate:up", "migrate", "migration:run", "migrations:run"]
            let downs = [
                "db:migrate:undo", "db:rollback", "migrate:down", "migrate:rollback", "migration:revert",
            ]
            guard let up = ups.first(where: scripts.contains) else { continue }
            return (.scripts(up: up, down: downs.first(where: scripts.contains)), path)
        }
        return nil
    }

    /// Who runs them: the service that is built from the folder of the sign, or the only one that could.
    private static func service(
        for sign: String, _ commands: Commands, among services: [SurveyedService]
    ) -> Guess<String>? {
        if case .preset(.flyway) = commands, let flyway = services.first(where: { $0.program == "flyway" }) {
            return Guess(flyway.name, because: "It runs Flyway's own image.")
        }
        let built = services.filter { $0.context != nil }
        let around = built.filter { sign.lies(in: $0.context ?? "") }
        let closest = around.filter { service in
            service.context?.count == around.map { $0.context?.count ?? 0 }.max()
        }
        if let service = likely(among: closest) ?? closest.first {
            return Guess(
                service.name, because: "It is built from \(service.context ?? "."), where \(sign) is.")
        }
        let others = built.isEmpty ? services : built
        return (likely(among: others) ?? (others.count == 1 ? others.first : nil)).map { service in
            Guess(
                service.name,
                because: "It sounds like the service that has \(sign). Correct it if it does not.")
        }
    }

    /// The service whose name says that it has the code of the application.
    private static func likely(among services: [SurveyedService]) -> SurveyedService? {
        ["backend", "api", "server", "web", "app"].lazy.compactMap { word in
            services.first { $0.name == word } ?? services.first { $0.name.hasSuffix("-\(word)") }
        }.first
    }
}
