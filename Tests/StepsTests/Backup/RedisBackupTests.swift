import Basis
import Steps
import Testing
import Updates

@Suite("Redis, backed up and brought back")
struct RedisBackupTests {
    @Test("the live server takes back the very content, also with a password and an append-only file")
    func identical() async throws {
        let folder = try ServerFolder("redis")
        try await folder.run(
            """
            redis-server --port "$1" --dir "$PWD" --requirepass "$2" --appendonly yes --daemonize yes \\
                --pidfile "$PWD/pid" --logfile "$PWD/log" >/dev/null
            for try in $(seq 100); do
                [ "$(REDISCLI_AUTH=$2 redis-cli -p "$1" PING)" = PONG ] && break
                sleep 0.1
            done
            """, ["\(folder.port)", StageVault.password])
        func redis(_ words: String) async throws -> String {
            try await folder.run(
                "REDISCLI_AUTH=$2 redis-cli -p \"$1\" \(words)", ["\(folder.port)", StageVault.password])
        }
        do {
            let database = Attic.database(.redis, port: folder.port, base: nil, user: nil)
            let attic = Attic(databases: [("cache", database)])
            let lines = "for i=1,2000 do redis.call('SET', 'k'..i, string.rep('v', i % 70)) end"
            _ = try await redis("EVAL \"\(lines)\" 0")
            _ = try await redis("RPUSH list a b c")
            _ = try await redis("HSET hash f1 v1 f2 v2")
            let before = try await redis("DEBUG DIGEST || true")
            let keys = try await redis("DBSIZE")
            let backup = try await attic.backUp()
            #expect(try await attic.prove(backup, .restore).reached == .restore)
            _ = try await redis("FLUSHALL")
            _ = try await redis("SET other one")
            try await attic.restore(backup)
            #expect(try await redis("DBSIZE") == keys)
            #expect(try await redis("DEBUG DIGEST || true") == before)
            #expect(try await redis("LRANGE list 0 -1") == "a\nb\nc\n")
            #expect(try await redis("ROLE | head -1") == "master\n")
        } catch {
            _ = try? await folder.run(
                "p=$(cat pid); kill $p; while kill -0 $p 2>/dev/null; do sleep 0.1; done")
            await folder.remove()
            throw error
        }
        _ = try? await folder.run("p=$(cat pid); kill $p; while kill -0 $p 2>/dev/null; do sleep 0.1; done")
        await folder.remove()
    }
}
