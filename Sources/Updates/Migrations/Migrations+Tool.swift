internal import Basis

extension Migrations {
    /// The tool: the one that is named, else the one that the commands themselves call.
    package var tool: Preset? { preset?.value ?? up.flatMap(Migrations.tool) }

    /// Whether there is any way to bring the schema up.
    package var canGoUp: Bool { up != nil || preset != nil }

    /// Whether there is any way to bring it back. What a preset cannot take back, it cannot.
    package var canGoDown: Bool { down != nil || (preset.map { $0.value != .prisma } ?? false) }

    private static func tool(of line: CommandAction.Line) -> Preset? {
        let words: [String] =
            switch line {
            case .program(let templates): templates.compactMap(\.literal)
            case .shell(let template):
                (template.parts.first.flatMap { part in
                    if case .text(let text) = part { text } else { nil }
                } ?? "").split(separator: " ").map(String.init)
            }
        let name = words.first { !["npx", "python", "-m", "poetry", "run", "exec", "uv"].contains($0) }
        return switch name {
        case "alembic": .alembic
        case "manage.py": .django
        case "bin/rails", "rails": .rails
        case "prisma": .prisma
        case "knex": .knex
        case "flyway": .flyway
        case "migrate": .golangMigrate
        default: nil
        }
    }
}
