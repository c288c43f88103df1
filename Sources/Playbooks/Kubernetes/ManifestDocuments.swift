import Basis
import YAML

/// The objects of one file, lists unpacked, before their kinds are looked at.
struct ManifestDocuments {
    /// How deep lists may hold lists; `kubectl get -o yaml` makes one level.
    private static let listDepth = 4

    private(set) var nodes: [YAMLNode] = []
    /// What is wrong with the file as YAML.
    private(set) var complaints: [Diagnostic] = []

    init(_ file: KubernetesFile, _ remarks: inout Remarks) {
        let yaml = YAMLReading(file.bytes, file: file.name)
        if let template = TemplateSign(file, problems: yaml.problems) {
            remarks.add(
                .templatePlaceholder, "this is a template such as Helm's: `\(template.text)` stands here",
                at: template.span)
            return
        }
        let holdsSecrets = !yaml.problems.isEmpty && file.holdsSecrets
        complaints = yaml.problems.map { holdsSecrets ? $0.diagnostic.withoutLine : $0.diagnostic }
        for document in yaml.documents { unpack(document, depth: 0, &remarks) }
    }

    private mutating func unpack(_ node: YAMLNode, depth: Int, _ remarks: inout Remarks) {
        guard !node.isNull else { return }
        let isList = node.mapping?["kind"]?.text?.hasSuffix("List") == true
        guard isList, depth < ManifestDocuments.listDepth, let items = node.mapping?["items"] else {
            nodes.append(node)
            return
        }
        guard let all = items.sequence else {
            if !items.isNull { remarks.expected("a list", at: items) }
            return
        }
        for item in all { unpack(item, depth: depth + 1, &remarks) }
    }
}

extension KubernetesFile {
    /// Whether the kind `Secret` is named in it, in whatever way: then no line of it may be shown before its
    /// objects are known.
    fileprivate var holdsSecrets: Bool {
        String(decoding: bytes, as: UTF8.self).contains("Secret")
    }
}

extension Diagnostic {
    /// The same, without the line of the text and without words that quote it.
    fileprivate var withoutLine: Diagnostic {
        guard case .text(let span, _) = place else { return self }
        return Diagnostic(
            YAMLCode(rawValue: code) ?? .syntax, what, at: .text(span, line: nil), why: why, remedy: remedy,
            severity: severity)
    }
}
