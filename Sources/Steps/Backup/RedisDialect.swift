internal import Basis
internal import Updates

/// Redis, as the RDB that it sends to its replicas.
///
/// A restore starts a second server beside the live one, which reads the RDB, and lets the live one follow it
/// for a moment: the server itself changes its content, whole or not at all, whatever it writes to disk.
struct RedisDialect: Dialect {
    private let reach: [String]
    private let variables: [String: Secret]

    init(_ login: Login) {
        reach = login.reach(host: "-h", port: "-p", user: "--user")
        variables = login.password.map { ["REDISCLI_AUTH": $0] } ?? [:]
    }

    var form: BackupPart.Form { .rdb }
    var version: Order { Order(words: ["redis-cli", "--version"]) }
    var byHand: String { "cat >dump.rdb   # then start the server where that file lies" }
    var dump: Order { Order(words: ["redis-cli"] + reach + ["--rdb", "-"], variables: variables) }
    var presence: Order { Order(words: ["redis-cli"] + reach + ["PING"], variables: variables) }

    func make(_ scratch: String) -> [Order] {
        [.script("rm -rf -- \"$1\" && mkdir -m 700 -- \"$1\"", [folder(scratch)])]
    }

    func load(_ form: BackupPart.Form, into scratch: String) -> Order? {
        guard form == .rdb else { return nil }
        let script = """
            cat >"$1/dump.rdb" && found=$(redis-check-rdb "$1/dump.rdb" 2>&1) && exit 0
            printf '%s\\n' "$found" >&2
            exit 1
            """
        return .script(script, [folder(scratch)])
    }

    func swap(_ scratch: String, keeping old: String) -> [Order] {
        let script = """
            set -e
            folder=$1
            shift
            [ -d "$folder" ] || exit 0
            port=$((20000 + $$ % 20000))
            live() { redis-cli "$@"; }
            beside() { REDISCLI_AUTH= redis-cli -p "$port" "$@"; }
            redis-server --port "$port" --bind 127.0.0.1 --dir "$folder" --dbfilename dump.rdb --save '' \\
                --appendonly no --daemonize yes --pidfile "$folder/pid" --logfile "$folder/log" >/dev/null
            end() { live "$@" REPLICAOF NO ONE >/dev/null; beside SHUTDOWN NOSAVE >/dev/null 2>&1 || :; }
            trap 'end "$@"' EXIT
            tries=0
            until [ "$(beside PING 2>/dev/null)" = PONG ]; do
                tries=$((tries + 1))
                if [ "$tries" -gt 3000 ]; then cat "$folder/log" >&2; exit 1; fi
                sleep 0.1
            done
            live "$@" REPLICAOF 127.0.0.1 "$port" >/dev/null
            tries=0
            until live "$@" INFO replication | grep -q '^master_link_status:up'; do
                tries=$((tries + 1))
                if [ "$tries" -gt 36000 ]; then echo 'the live server does not follow' >&2; exit 1; fi
                sleep 0.1
            done
            live "$@" REPLICAOF NO ONE >/dev/null
            [ "$(live "$@" DBSIZE)" = "$(beside DBSIZE)" ] || { echo 'they differ in size' >&2; exit 1; }
            beside SHUTDOWN NOSAVE >/dev/null 2>&1 || :
            trap - EXIT
            rm -rf -- "$folder"
            """
        return [.script(script, [folder(scratch)] + reach, variables)]
    }

    func drop(_ name: String) -> [Order] { [.script("rm -rf -- \"$1\"", [folder(name)])] }

    private func folder(_ scratch: String) -> String { "/tmp/\(scratch)" }

    /// An RDB ends with a byte that says so and a checksum of eight. Sent without a file in between, the mark
    /// that ends the sending follows, 40 bytes which whoever loads it passes over.
    func flaw(inEnd bytes: [UInt8]) -> String? {
        let isEnd = [9, 49].contains { bytes.count >= $0 && bytes[bytes.count - $0] == 0xFF }
        return isEnd ? nil : "the dump stops before its end"
    }
}
