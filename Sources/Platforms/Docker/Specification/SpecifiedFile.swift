internal import Basis
internal import Seals

/// A file that is put into a container before it starts, because the engine has no such object.
struct SpecifiedFile: Equatable, Sendable {
    /// Its path in the container.
    let path: String
    /// Its permissions.
    let mode: UInt32
    /// Its owner, by number.
    let owner: Int64
    /// Its group, by number.
    let group: Int64
    /// What is in it.
    let content: Secret

    /// Readable by all of the container, as Compose has it.
    static let usualMode: UInt32 = 0o444
}

extension SpecifiedFile {
    /// The file as a value that can be written down.
    var value: EngineValue {
        [
            "path": .text(path), "mode": .integer(Int64(mode)), "owner": .integer(owner),
            "group": .integer(group), "content": .secret(content),
        ]
    }

    /// Reads what `value` wrote.
    init?(_ value: EngineValue) {
        guard let path = value["path"]?.text, let mode = value["mode"]?.integer,
            let owner = value["owner"]?.integer, let group = value["group"]?.integer,
            let content = value["content"]?.text
        else { return nil }
        self.init(
            path: path, mode: UInt32(truncatingIfNeeded: mode), owner: owner, group: group,
            content: Secret(content))
    }
}
