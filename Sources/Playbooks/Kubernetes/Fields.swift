import Basis
import Updates
import YAML

/// A mapping of an object, as its reader asks for it: what is asked and is not there, or null, is nil; what
/// is of another kind is reported and is nil.
struct Fields {
    let node: YAMLNode
    private let mapping: YAMLMapping

    /// A mapping; what is misspelt in it is reported at once.
    init?(_ node: YAMLNode, _ known: KnownFields, _ remarks: inout Remarks) {
        guard let mapping = node.mapping, node.placeholder == nil else {
            remarks.expected(known.title, at: node)
            return nil
        }
        (self.node, self.mapping) = (node, mapping)
        known.reportMisspelt(in: mapping, &remarks)
    }

    var span: Span { node.span }

    subscript(_ key: String) -> YAMLNode? {
        guard let value = mapping[key], !value.isNull else { return nil }
        return value
    }

    /// Reports that a field is missing.
    func require(_ path: String, _ remarks: inout Remarks, remedy: String? = nil) {
        remarks.add(.missingField, "`\(path)` is missing", at: span, remedy: remedy ?? "Add `\(path)`.")
    }

    func text(_ key: String, _ remarks: inout Remarks) -> Located<String>? {
        guard let node = self[key] else { return nil }
        return node.kubernetesText(&remarks)
    }

    func requiredText(_ key: String, _ remarks: inout Remarks) -> Located<String>? {
        if self[key] == nil { require(key, &remarks) }
        return text(key, &remarks)
    }

    /// A number or a text: the writing of ports.
    func textOrNumber(_ key: String, _ remarks: inout Remarks) -> Located<String>? {
        guard let node = self[key] else { return nil }
        if node.int == nil, node.string == nil { remarks.expected("a number or a name", at: node) }
        return node.int.map { $0.map { String($0) } } ?? node.string
    }

    func flag(_ key: String, _ remarks: inout Remarks) -> Located<Bool>? {
        guard let node = self[key] else { return nil }
        if node.bool == nil { remarks.expected("true or false", at: node) }
        return node.bool
    }

    func number(_ key: String, from least: Int = 0, _ remarks: inout Remarks) -> Located<Int>? {
        guard let node = self[key] else { return nil }
        guard let number = node.int else {
            remarks.expected("a whole number", at: node)
            return nil
        }
        guard (least...Int(Int32.max)).contains(number.value) else {
            let what = "\(number.value) is out of bounds"
            let remedy = "Write a whole number from \(least) to \(Int32.max)."
            remarks.add(.wrongValue, what, at: number.span, remedy: remedy)
            return nil
        }
        return number
    }

    func port(_ key: String, _ remarks: inout Remarks) -> Located<Int>? {
        guard let number = number(key, from: 1, &remarks) else { return nil }
        guard number.value <= 65_535 else {
            let remedy = "Write a number from 1 to 65535."
            remarks.add(.wrongValue, "\(number.value) is no port", at: number.span, remedy: remedy)
            return nil
        }
        return number
    }

    func amount(_ key: String, _ remarks: inout Remarks) -> Located<WholeOrPercent>? {
        guard let node = self[key] else { return nil }
        if node.int != nil { return number(key, &remarks)?.map { .count($0) } }
        guard let text = node.string else {
            remarks.expected("a number or a percentage such as \"25%\"", at: node)
            return nil
        }
        guard text.value.last == "%", let percent = UInt16(text.value.dropLast()) else {
            let what = "`\(text.value.prefix(40))` is no number and no percentage"
            let remedy = "Write a number without quotes, or a percentage such as \"25%\"."
            remarks.add(.wrongValue, what, at: text.span, remedy: remedy)
            return nil
        }
        return Located(.percent(Int(percent)), at: text.span)
    }

    func choice<Word: RawRepresentable<String> & CaseIterable>(
        _ key: String, of type: Word.Type, _ remarks: inout Remarks
    ) -> Located<Word>? {
        guard let text = text(key, &remarks) else { return nil }
        guard let word = Word(rawValue: text.value) else {
            let all = Word.allCases.map(\.rawValue)
            let nearest = all.nearest(to: text.value).map { "Did you mean `\($0)`?" }
            remarks.add(
                .wrongValue, "`\(text.value.prefix(60))` is not possible here", at: text.span,
                remedy: nearest ?? "Write one of \(all.joined(separator: ", ")).")
            return nil
        }
        return Located(word, at: text.span)
    }

    func fields(_ key: String, _ known: KnownFields, _ remarks: inout Remarks) -> Fields? {
        guard let node = self[key] else { return nil }
        return Fields(node, known, &remarks)
    }

    func list(_ key: String, _ remarks: inout Remarks) -> [YAMLNode] {
        guard let node = self[key] else { return [] }
        if node.sequence == nil { remarks.expected("a list", at: node) }
        return node.sequence ?? []
    }

    func list(_ key: String, of known: KnownFields, _ remarks: inout Remarks) -> [Fields] {
        var all: [Fields] = []
        for node in list(key, &remarks) {
            if let fields = Fields(node, known, &remarks) { all.append(fields) }
        }
        return all
    }

    func texts(_ key: String, _ remarks: inout Remarks) -> [Located<String>] {
        var all: [Located<String>] = []
        for node in list(key, &remarks) {
            if let text = node.kubernetesText(&remarks) { all.append(text) }
        }
        return all
    }

    /// Keys of the writer's own, each with its value.
    func entries(_ key: String, _ remarks: inout Remarks) -> [(key: Located<String>, value: YAMLNode)] {
        guard let node = self[key] else { return [] }
        guard let mapping = node.mapping, node.placeholder == nil else {
            remarks.expected("a mapping", at: node)
            return []
        }
        return mapping.entries.compactMap { entry in entry.key.literal.map { ($0, entry.value) } }
    }

    /// Labels, amounts of resources: names, each with a text.
    func texts(named key: String, numbers: Bool = false, _ remarks: inout Remarks) -> [Named<Located<String>>]
    {
        var all: [Named<Located<String>>] = []
        for (name, value) in entries(key, &remarks) where !value.isNull {
            let number = numbers && value.double != nil ? value.literal : nil
            if let text = number ?? value.kubernetesText(&remarks) {
                all.append(Named(name: name, value: text))
            }
        }
        return all
    }
}

extension YAMLNode {
    /// A text as the cluster takes it: a number or a truth value without quotes is none.
    fileprivate func kubernetesText(_ remarks: inout Remarks) -> Located<String>? {
        if let string { return string }
        let quoted = literal.map { "Put it in quotes: \"\($0.value.prefix(60))\"." }
        remarks.expected("a text", at: self, remedy: quoted)
        return nil
    }
}
