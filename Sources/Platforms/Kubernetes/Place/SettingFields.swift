internal import Basis
internal import YAML

/// A mapping of a kubeconfig, as its reader asks for it: what is of another kind is a problem with its place.
struct SettingFields: Sendable {
    private let node: YAMLNode
    private let folder: String

    init(_ entry: Kubeconfig.Entry) { (node, folder) = (entry.node, entry.folder) }

    private init(_ node: YAMLNode, _ folder: String) { (self.node, self.folder) = (node, folder) }

    private subscript(_ key: String) -> YAMLNode? {
        guard let value = node.mapping?[key], !value.isNull else { return nil }
        return value
    }

    func text(_ key: String) throws(ClusterSettingsProblem) -> String? {
        guard let value = self[key] else { return nil }
        guard let text = value.literal?.value else { throw wrong(key, "here belongs a text") }
        return text
    }

    func required(_ key: String) throws(ClusterSettingsProblem) -> String {
        guard let text = try text(key), !text.isEmpty else {
            throw ClusterSettingsProblem(
                .badSettings, "`\(key)` is missing", at: .text(node.span, line: nil),
                remedy: "Add `\(key):`.")
        }
        return text
    }

    func flag(_ key: String) throws(ClusterSettingsProblem) -> Bool {
        guard let value = self[key] else { return false }
        guard let flag = value.bool?.value else { throw wrong(key, "here belongs true or false") }
        return flag
    }

    func texts(_ key: String) throws(ClusterSettingsProblem) -> [String] {
        guard let value = self[key] else { return [] }
        guard let items = value.sequence else { throw wrong(key, "here belongs a list") }
        return items.compactMap { $0.literal?.value }
    }

    func fields(_ key: String) throws(ClusterSettingsProblem) -> SettingFields? {
        guard let value = self[key] else { return nil }
        guard value.mapping != nil else { throw wrong(key, "here belongs a mapping") }
        return SettingFields(value, folder)
    }

    func list(_ key: String) throws(ClusterSettingsProblem) -> [SettingFields] {
        guard let value = self[key] else { return [] }
        guard let items = value.sequence else { throw wrong(key, "here belongs a list") }
        return items.map { SettingFields($0, folder) }
    }

    /// Every key with its list of texts.
    func all() -> [(name: String, values: [String])] {
        (node.mapping?.entries ?? []).compactMap { entry in
            guard let name = entry.key.text else { return nil }
            return (name, entry.value.sequence?.compactMap { $0.literal?.value } ?? [])
        }
    }

    /// A path of the file, which begins beside it.
    func path(_ path: String) -> String { path.hasPrefix("/") ? path : "\(folder)/\(path)" }

    func place(of key: String) -> Place { .text((self[key] ?? node).span, line: nil) }

    /// A problem with a key. The line is not shown: it may hold a token or a key.
    func wrong(
        _ key: String, _ what: String, _ code: ClusterCode = .badSettings
    ) -> ClusterSettingsProblem {
        let span = (self[key] ?? node).span
        return ClusterSettingsProblem(code, "`\(key)`: \(what)", at: .text(span, line: nil))
    }
}
