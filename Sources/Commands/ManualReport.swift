internal import Console
internal import Playbooks

/// A page of the manual of the language.
struct ManualReport: Report {
    let grammar: Grammar
    let page: ManualPage

    var event: String { "page" }

    var fields: [JSONField] {
        [
            JSONField("topic", page.topic.joined(separator: " ")),
            JSONField("text", text(on: Surface())),
        ]
    }

    func text(on surface: Surface) -> String { HelpText(grammar: grammar, surface: surface).text(of: page) }
}
