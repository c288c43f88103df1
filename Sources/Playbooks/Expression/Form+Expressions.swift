import Basis
import Updates
import YAML

extension Form where Value == Template {
    /// Text in which names may stand.
    static func template(_ words: String = "a text") -> Form {
        Form(.text(words: words)) { node, reading in
            guard let text = node.literal else {
                reading.expected(words, at: node, remedy: node.lostExpression)
                return nil
            }
            let writing = Writing(text.value, of: node)
            let (template, problems) = TemplateParser.template(writing)
            reading.report(problems)
            reading.note(ExpressionUse(writing: writing, kind: .template(template)))
            return problems.isEmpty ? template : nil
        }
    }
}

extension Form {
    /// A value, or a text with names in it that becomes one.
    static func written<Inner>(_ form: Form<Located<Inner>>) -> Form where Value == Written<Inner> {
        let template = Form<Template>.template()
        let named = Shape.text(words: "an expression such as ${inputs.NAME}", pattern: #"\$\{"#)
        return Form(.either([form.shape, named])) { node, reading in
            guard node.text?.contains("${") == true else {
                return form.read(node, &reading).map { .value($0) }
            }
            return template.read(node, &reading).map { .template($0) }
        }
    }
}

extension Form where Value == Expression {
    /// A condition.
    static var condition: Form {
        Form(.text(words: "a condition such as env == 'production'")) { node, reading in
            guard let text = node.literal else {
                reading.expected("a condition such as env == 'production'", at: node)
                return nil
            }
            let writing = Writing(text.value, of: node)
            switch ExpressionParser.condition(writing) {
            case .success(let expression):
                reading.note(ExpressionUse(writing: writing, kind: .condition(expression)))
                return expression
            case .failure(let problem):
                reading.report(problem)
                return nil
            }
        }
    }
}

extension Writing {
    /// The text of a scalar. Faults within it can be pointed at where the file's form and the text run side
    /// by side.
    init(_ text: String, of node: YAMLNode) {
        let span = node.span
        let width = span.end.column - span.start.column
        let count = text.unicodeScalars.count
        var lead: Int?
        if span.start.line == span.end.line {
            if width == count { lead = 0 }
            if width == count + 2, node.style == .singleQuoted || node.style == .doubleQuoted { lead = 1 }
        }
        var line: String?
        if case .text(_, let shown) = node.place { line = shown }
        self.init(text, at: span, line: line, lead: lead)
    }
}

extension YAMLNode {
    /// Advice for `key: {name}` and `[${name}]`, which YAML reads as collections.
    fileprivate var lostExpression: String? {
        style == .flow ? "If an expression was meant, put it in quotes: `\"${name}\"`." : nil
    }
}
