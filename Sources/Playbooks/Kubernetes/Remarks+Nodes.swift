import Basis
import YAML

extension Remarks {
    /// Reports a value of another kind than the cluster takes.
    mutating func expected(_ words: String, at node: YAMLNode, remedy: String? = nil) {
        if let placeholder = node.placeholder {
            let what = "this is a template such as Helm's: `\(placeholder)` stands where \(words) belongs"
            add(.templatePlaceholder, what, at: node.span)
        } else {
            let advice = remedy ?? "Write \(words)."
            add(.wrongType, "expected \(words), found \(node.meaning)", at: node.span, remedy: advice)
        }
    }

    mutating func checkPlaceholder(_ text: Located<String>) -> Bool {
        guard text.value.contains("{{") else { return false }
        let what = "this is a template such as Helm's: `\(text.value.prefix(60))` stands here"
        add(.templatePlaceholder, what, at: text.span)
        return true
    }
}

extension YAMLNode {
    /// What a `{{ … }}` without quotes is to YAML: a mapping in braces whose key is one too.
    var placeholder: String? {
        guard kind == .mapping, style == .flow, let key = mapping?.entries.first?.key, key.kind == .mapping
        else { return nil }
        let words = key.mapping?.entries.first?.key.text ?? ""
        return "{{ \(words.prefix(60)) }}"
    }
}
