package import Basis
internal import YAML

/// The kubeconfig: clusters, users, and contexts that join them, of one file or of several.
///
/// Of several files the first that has a name wins, and the first current context. Paths in a file begin
/// beside it.
package struct Kubeconfig: Sendable {
    /// Something by name, with the file where it is written.
    struct Entry: Sendable {
        let node: YAMLNode
        let folder: String
    }

    /// Larger ones are no handwriting.
    private static let limit = 4 << 20

    private(set) var clusters: [String: Entry] = [:]
    private(set) var users: [String: Entry] = [:]
    private(set) var contexts: [String: Entry] = [:]
    private(set) var current: String?
    /// The files, as they were named.
    package let files: [String]
    /// Everything that is wrong with them, in their order.
    package private(set) var problems: [Diagnostic] = []

    /// Reads files in their order.
    package init(_ files: [(name: String, bytes: [UInt8])]) {
        self.files = files.map(\.name)
        for file in files {
            var limits = YAMLLimits()
            limits.bytes = Kubeconfig.limit
            let reading = YAMLReading(file.bytes, file: file.name, limits: limits)
            // Lines are never shown: any may hold a token or a key.
            problems += reading.problems.map { $0.diagnostic.moved(to: .text($0.span, line: nil)) }
            guard let document = reading.documents.first else { continue }
            take(document, folder: Kubeconfig.folder(of: file.name))
        }
    }

    /// The names of all contexts.
    package var contextNames: [String] { contexts.keys.sorted() }

    private mutating func take(_ document: YAMLNode, folder: String) {
        if document.isNull { return }
        guard let mapping = document.mapping else {
            report(document, "a kubeconfig is a mapping")
            return
        }
        if let kind = mapping["kind"], kind.literal?.value != "Config" {
            report(kind, "this is no kubeconfig", remedy: "Write `kind: Config`.")
            return
        }
        if let name = mapping["current-context"]?.string?.value, !name.isEmpty { current = current ?? name }
        take(mapping["clusters"], holding: "cluster", folder, into: \.clusters)
        take(mapping["users"], holding: "user", folder, into: \.users)
        take(mapping["contexts"], holding: "context", folder, into: \.contexts)
    }

    private mutating func take(
        _ list: YAMLNode?, holding key: String, _ folder: String,
        into entries: WritableKeyPath<Kubeconfig, [String: Entry]>
    ) {
        guard let list, !list.isNull else { return }
        guard let items = list.sequence else {
            report(list, "here belongs a list")
            return
        }
        for item in items {
            guard let name = item.mapping?["name"]?.literal?.value, !name.isEmpty else {
                report(item, "an entry without a name", remedy: "Add `name:`.")
                continue
            }
            guard let node = item.mapping?[key] else {
                report(item, "`\(name)` has no `\(key):`", remedy: "Add `\(key):` with its settings.")
                continue
            }
            if node.mapping == nil, !node.isNull {
                report(node, "`\(key)` is a mapping")
                continue
            }
            if self[keyPath: entries][name] == nil {
                self[keyPath: entries][name] = Entry(node: node, folder: folder)
            }
        }
    }

    private mutating func report(_ node: YAMLNode, _ what: String, remedy: String? = nil) {
        let place = Place.text(node.span, line: nil)
        problems.append(Diagnostic(ClusterCode.badSettings, what, at: place, remedy: remedy))
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
