internal import Basis
internal import Updates

/// MongoDB, by its own tools. A password reaches them in a file that only they see, for as long as they run.
struct MongoDialect: Dialect {
    private let base: String
    private let reach: [String]
    private let variables: [String: Secret]

    init(_ login: Login, base: String) {
        self.base = base
        // Whoever logs in is known to the whole server.
        let realm = login.user == nil ? [] : ["--authenticationDatabase", "admin"]
        reach = login.reach(host: "--host", port: "--port", user: "--username") + realm
        variables = login.password.map { ["BELAY_PASSWORD": $0] } ?? [:]
    }

    var form: BackupPart.Form { .mongoArchive }
    var version: Order { Order(words: ["mongodump", "--version"]) }
    var byHand: String { "mongorestore --archive --drop" }
    var dump: Order { tool("mongodump", ["--quiet", "--archive", "--db", base]) }

    // A server without the database dumps an empty archive, which is a safety backup like any other.
    var presence: Order { .script("echo 1") }

    func make(_ scratch: String) -> [Order] { [] }

    func load(_ form: BackupPart.Form, into scratch: String) -> Order? {
        guard form == .mongoArchive else { return nil }
        return tool(
            "mongorestore",
            [
                "--quiet", "--archive", "--drop", "--stopOnError", "--nsFrom", "\(base).*", "--nsTo",
                "\(scratch).*",
            ])
    }

    /// Every collection is renamed over the live one, which the server does one by one. What is interrupted
    /// is continued: a collection that has moved is no longer in the scratch place.
    func swap(_ scratch: String, keeping old: String) -> [Order] {
        let words = [base, scratch].map(quoted)
        let lines = """
            const [live, scratch] = [\(words.joined(separator: ", "))];
            const from = db.getSiblingDB(scratch);
            for (const name of from.getCollectionNames()) {
              const names = {renameCollection: scratch + '.' + name, to: live + '.' + name, dropTarget: true};
              const answer = db.adminCommand(names);
              if (!answer.ok) { print(answer.errmsg); quit(1); }
            }
            from.dropDatabase();
            """
        return [shell(lines)]
    }

    func drop(_ name: String) -> [Order] {
        [shell("db.getSiblingDB(\(quoted(name))).dropDatabase();")]
    }

    private func quoted(_ text: String) -> String {
        "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
    }

    private func tool(_ name: String, _ words: [String]) -> Order {
        let script = """
            set -e
            tool=$1
            shift
            [ -n "$BELAY_PASSWORD" ] || exec "$tool" "$@"
            umask 077
            file=$(mktemp)
            trap 'rm -f -- "$file"' EXIT
            printf 'password: "%s"\\n' "$(printf %s "$BELAY_PASSWORD" | sed 's/[\\\\"]/\\\\&/g')" >"$file"
            "$tool" --config "$file" "$@"
            """
        return .script(script, [name] + reach + words, variables)
    }

    private func shell(_ lines: String) -> Order {
        let script = """
            set -e
            [ -n "$BELAY_PASSWORD" ] || exec mongosh --quiet "$@" --file /dev/stdin
            login='db.getSiblingDB("admin").auth(process.env.BELAY_USER, process.env.BELAY_PASSWORD);'
            { printf '%s\\n' "$login"; cat; } | mongosh --quiet "$@" --file /dev/stdin
            """
        var order = Order.script(script, reachOfShell, variables).reading(lines)
        if let index = reach.firstIndex(of: "--username"), index + 1 < reach.count {
            order.variables["BELAY_USER"] = Secret(reach[index + 1])
        }
        return order
    }

    /// The shell logs in by the line above, never by words.
    private var reachOfShell: [String] {
        Array(reach.prefix { $0 != "--username" })
    }
}
