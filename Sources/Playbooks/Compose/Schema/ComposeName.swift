/// The names that Compose and engines accept.
enum ComposeName {
    /// Whether a name can be that of a service, a network, a volume, a secret or a configuration file.
    static func isKey(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy(isPart)
    }

    /// Whether an engine takes a name for a container.
    static func isEngineName(_ name: String) -> Bool {
        guard let first = name.utf8.first, first.continuesName, first != UInt8(ascii: "_") else {
            return false
        }
        return name.utf8.count > 1 && isKey(name)
    }

    /// Whether a name can be that of a project.
    static func isProject(_ name: String) -> Bool { !name.isEmpty && name == project(from: name) }

    /// The name that Compose makes from a directory or from `name:`.
    static func project(from text: String) -> String {
        let kept = text.lowercased().utf8.filter { byte in
            (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "-")
        }
        let name = kept.drop { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
        return String(decoding: Array(name), as: UTF8.self)
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        byte.continuesName || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
}
