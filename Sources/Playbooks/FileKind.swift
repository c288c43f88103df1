import YAML

/// What a YAML file is, told by its content: its name says nothing.
package enum FileKind: Hashable, Sendable {
    /// A manifest: it has `app`.
    case manifest
    /// A playbook: it has `playbook`.
    case playbook
    /// A Compose file: it has `services`, or another section that only Compose has.
    case compose
    /// Kubernetes objects: each document has `kind` and `apiVersion`.
    case kubernetes
    /// None of these.
    case unknown

    /// Looks at the keys of a file's first document that has any.
    package init(_ bytes: [UInt8], named file: String) {
        let documents = YAMLReading(bytes, file: file).documents
        let keys = documents.lazy.compactMap(\.mapping).first.map { $0.entries.compactMap(\.key.text) }
        self.init(keys: Set(keys ?? FileKind.keys(ofBroken: bytes)))
    }

    private init(keys: Set<String>) {
        if keys.contains("playbook") {
            self = .playbook
        } else if keys.contains("app") {
            self = .manifest
        } else if keys.contains("kind") || keys.contains("apiVersion") {
            self = .kubernetes
        } else if !keys.isDisjoint(with: ["services", "volumes", "networks", "include", "x-common"]) {
            self = .compose
        } else {
            self = .unknown
        }
    }

    /// What stands before a colon at the beginning of a line: where a file is no YAML, so that its own reader
    /// says what is wrong with it.
    private static func keys(ofBroken bytes: [UInt8]) -> [String] {
        bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let key = line.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: " ") }
            guard key.count < 16, line.dropFirst(key.count).first == UInt8(ascii: ":") else { return nil }
            return String(decoding: key, as: UTF8.self)
        }
    }
}
