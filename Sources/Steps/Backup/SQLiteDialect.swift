internal import Basis
internal import Updates

/// SQLite: copied page by page through its own backup, which sees what a write-ahead log holds and lets
/// writers go on; and brought back the same way, in one transaction.
struct SQLiteDialect: Dialect {
    private let path: String

    init(_ login: Login, path: String) { self.path = path }

    var form: BackupPart.Form { .sqlite }
    var version: Order { Order(words: ["sqlite3", "--version"]) }
    var byHand: String { "cat >restored.db" }

    var dump: Order {
        .script(
            """
            set -e
            [ -f "$1" ] || { echo "there is no file $1" >&2; exit 1; }
            copy=$(mktemp)
            trap 'rm -f -- "$copy"' EXIT
            sqlite3 -batch -bail "$1" '.timeout 60000' ".backup '$copy'" >&2
            cat -- "$copy"
            """, [path])
    }

    var presence: Order { .script("[ ! -f \"$1\" ] || echo 1", [path]) }

    func make(_ scratch: String) -> [Order] { drop(scratch) }

    func load(_ form: BackupPart.Form, into scratch: String) -> Order? {
        switch form {
        case .sqlite:
            .script(
                """
                cat >"$1" && found=$(sqlite3 -batch -bail "$1" 'PRAGMA integrity_check') && \
                [ "$found" = ok ] && exit 0
                printf '%s\\n' "$found" >&2
                exit 1
                """, [file(scratch)])
        case .sql: Order(words: ["sqlite3", "-batch", "-bail", file(scratch)])
        default: nil
        }
    }

    func swap(_ scratch: String, keeping old: String) -> [Order] {
        let script = """
            [ -f "$2" ] || exit 0
            sqlite3 -batch -bail "$1" '.timeout 60000' ".restore '$2'" && rm -f -- "$2" "$2-wal" "$2-shm"
            """
        return [.script(script, [path, file(scratch)])]
    }

    func drop(_ name: String) -> [Order] {
        [.script("rm -f -- \"$1\" \"$1-wal\" \"$1-shm\" \"$1-journal\"", [file(name)])]
    }

    func query(in scratch: String) -> Order? {
        Order(words: ["sqlite3", "-batch", "-noheader", "-bail", file(scratch)])
    }

    /// Beside the database: what lies on the same disk is there when the database is.
    private func file(_ scratch: String) -> String {
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        return (folder + [Substring(scratch)]).joined(separator: "/")
    }
}
