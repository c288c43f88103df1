internal import Ports

/// A server of a backend, from what the runtime prints.
struct ServerState: Hashable {
    /// The number of its backend, by which `show stat` is asked.
    let backend: Int
    let name: String
    let host: String
    let port: Int
    let weight: Int
    /// What its checks say: 0 is down, 1 coming up, 2 up, 3 leaving.
    let operation: Int
    /// Why it was taken out by hand or by configuration, bit by bit; 0 is not at all.
    let administration: Int

    /// Bits by which somebody wants it out, and by which it takes nothing new.
    private static let (maintenance, drain) = (0x01 | 0x02 | 0x04 | 0x20 | 0x40, 0x08 | 0x10)

    var state: Route.State {
        if administration & ServerState.maintenance != 0 { return .out("maintenance") }
        if administration & ServerState.drain != 0 { return .draining }
        return operation >= 2 ? .admitted : .out("down")
    }

    /// Reads what `show servers state` prints. Columns by their names: later versions add some. Nil if it is
    /// something else.
    static func all(in text: String) -> [ServerState]? {
        let lines = text.split(separator: "\n")
        guard let head = lines.first(where: { $0.hasPrefix("# ") }) else { return nil }
        let names = head.dropFirst(2).split(separator: " ")
        var column: [Substring: Int] = [:]
        for (index, name) in names.enumerated() { column[name] = index }
        var servers: [ServerState] = []
        for line in lines where !line.hasPrefix("#") {
            let fields = line.split(separator: " ")
            guard fields.count == names.count else { continue }
            func field(_ name: Substring) -> Substring? { column[name].map { fields[$0] } }
            func number(_ name: Substring) -> Int? { field(name).flatMap { Int($0) } }
            guard let backend = number("be_id"), let name = field("srv_name"), let host = field("srv_addr"),
                let port = number("srv_port"),
                let weight = number("srv_uweight"), let operation = number("srv_op_state"),
                let administration = number("srv_admin_state")
            else { return nil }
            servers.append(
                ServerState(
                    backend: backend, name: String(name), host: String(host), port: port, weight: weight,
                    operation: operation,
                    administration: administration))
        }
        return servers
    }
}

/// How many requests each server has under way, from what `show stat` prints.
enum ServerSessions {
    /// By name; nil if the text is something else.
    static func all(in text: String) -> [String: Int]? {
        let lines = text.split(separator: "\n")
        guard let head = lines.first(where: { $0.hasPrefix("# ") }) else { return nil }
        let names = head.dropFirst(2).split(separator: ",", omittingEmptySubsequences: false)
        guard let server = names.firstIndex(of: "svname"), let current = names.firstIndex(of: "scur") else {
            return nil
        }
        let queued = names.firstIndex(of: "qcur")
        var sessions: [String: Int] = [:]
        for line in lines where !line.hasPrefix("#") {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.indices.contains(max(server, current)), let count = Int(fields[current]) else {
                continue
            }
            let waiting = queued.flatMap { fields.indices.contains($0) ? Int(fields[$0]) : nil } ?? 0
            sessions[String(fields[server])] = count + waiting
        }
        return sessions
    }
}
