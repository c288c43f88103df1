import Testing
import Updates

@Suite("Belay knows the commands of the tools, and what they say")
struct ToolTests {
    typealias Preset = Migrations.Preset

    @Test(
        "The revision in force is read from a tool's words",
        arguments: [
            (Preset.alembic, "3f2a9c (head)\n", "3f2a9c"), (.alembic, "", ""),
            (.alembic, "a1 (head)\nb2 (head)\n", "a1,b2"),
            (
                .django, "shop\n [X] 0001_initial\n [X] 0002_price\n [ ] 0003_x\nauth\n (no migrations)\n",
                "shop.0002_price"
            ),
            (.django, "a\n [X] 0001_a\nb\n [X] 0001_b (2 squashed migrations)\n", "a.0001_a b.0001_b"),
            (.rails, "database: shop\nCurrent version: 20240101120000\n", "20240101120000"),
            (.rails, "Current version: 0\n", ""),
            (.knex, "Current Version: 20240101120000\n", "20240101120000"),
            (.knex, "Using environment: x\nCurrent Version: none", ""),
            (.flyway, "{\n \"schemaVersion\" : \"2.1\",\n \"x\": 1 }", "2.1"),
            (.flyway, "{ \"schemaVersion\": null }", ""), (.golangMigrate, "3\n", "3"),
            (.golangMigrate, "error: no migration\n", ""), (.golangMigrate, "3 (dirty)\n", "3 (dirty)"),
        ] as [(Preset, String, String)])
    func revisions(tool: Preset, output: String, revision: String) {
        #expect(tool.revision(in: output) == revision)
    }

    @Test("What is no answer is not taken for the first revision")
    func nonsense() {
        #expect(Preset.django.revision(in: "") == nil && Preset.rails.revision(in: "boom") == nil)
        #expect(Preset.golangMigrate.revision(in: "connection refused") == nil)
        #expect(Preset.flyway.revision(in: "ERROR") == nil)
    }

    @Test("Each goes up to the newest or to a revision, and down to one, by number or not at all")
    func commands() {
        #expect(Preset.alembic.up(to: nil) == ["alembic", "upgrade", "heads"])
        #expect(Preset.alembic.up(to: "3f") == ["alembic", "upgrade", "3f"])
        #expect(Preset.alembic.down(to: "", from: "3f") == ["alembic", "downgrade", "base"])
        #expect(Preset.alembic.down(to: "a,b", from: "3f") == nil)
        #expect(Preset.alembic.down(by: 2) == ["alembic", "downgrade", "-2"])
        #expect(Preset.alembic.preview(from: "3f") == ["alembic", "upgrade", "3f:heads", "--sql"])
        #expect(Preset.rails.down(to: "", from: "1") == ["bin/rails", "db:migrate", "VERSION=0"])
        #expect(Preset.knex.down(by: 2)?.last == "npx knex migrate:down && npx knex migrate:down")
        #expect(Preset.prisma.down(to: "x", from: "y") == nil && Preset.prisma.up(to: "x") == nil)
        #expect(
            Preset.django.down(to: "a.0001_a", from: "a.0002_b b.0001_c")?.last
                == "python manage.py migrate --noinput b zero && python manage.py migrate --noinput a 0001_a")
        #expect(Preset.golangMigrate.down(to: "", from: "3")?.last?.hasSuffix("down -all") == true)
        #expect(Preset.flyway.down(by: 2) == nil && Preset.django.down(by: 1) == nil)
    }

    @Test("The tool is known by its own commands, too")
    func inferred() throws {
        let manifest = Sample.manifest.replacing("up: up", with: "up: alembic upgrade head")
        let tool = try Sample(manifest: manifest).planner().manifest.migrations?.tool
        #expect(tool == .alembic)
        #expect(try Sample().planner().manifest.migrations?.tool == nil)
    }

    @Test(
        "A revision goes into a command line, so it must be plain",
        arguments: [
            ("3f2a9c", true), ("shop.0002_x a.1", true), ("", true), ("3 (dirty)", true),
            ("x; rm -rf /", false), ("$(reboot)", false), ("a`b`", false), ("-x", false), ("a\nb", false),
        ])
    func plain(revision: String, isPlain: Bool) { #expect(Preset.isPlain(revision) == isPlain) }
}
