import Basis
import Updates

extension Form where Value == NotifyAction {
    static var notify: Form {
        let message = Form<Template>.template("a message")
        let all = Form.record(
            "notify",
            Key.required("message", message, "What is said."),
            Key.optional(
                "to", .listOrOne(.text("a kind of receiver")), default: [], "Only these kinds of receiver.")
        ) { _, message, to in NotifyAction(message, to: to) }
        return .byKind(scalar: message.map { NotifyAction($0, to: []) }, mapping: all)
    }
}

extension Form where Value == ApproveAction {
    static var approve: Form {
        let message = Form<Template>.template("a question")
        let all = Form.record(
            "approve",
            Key.required("message", message, "What is asked."),
            Key.optional(
                "by", .listOrOne(.text("a person")), default: [], "Who may answer; anybody if not said."),
            Key.optional("within", .duration, "When no answer counts as a no.")
        ) { _, message, by, within in ApproveAction(message, by: by, within: within) }
        return .byKind(scalar: message.map { ApproveAction($0, by: [], within: nil) }, mapping: all)
    }
}

extension Form where Value == Action {
    static var call: Form {
        let name = Form<Located<String>>.text("a playbook")
        let all = Form.record(
            "call",
            Key.required("playbook", name, "The playbook that is run."),
            Key.optional("with", .map(.template("a value")), default: [], "What is given to it.")
        ) { _, playbook, with in Action.call(playbook: playbook, with: with) }
        return .byKind(scalar: name.map { .call(playbook: $0, with: []) }, mapping: all)
    }
}
