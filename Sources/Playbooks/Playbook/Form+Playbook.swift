import Basis
import Updates
import YAML

extension Form where Value == Playbook {
    /// A playbook: the whole of a file.
    static var playbook: Form {
        .record(
            "a playbook",
            Key.required("playbook", .text("a name"), "Its name, by which it is run and called."),
            Key.optional("about", .text(), "What it does, in a sentence."),
            Key.optional("inputs", .map(.input), default: [], "What can be given to it."),
            Key.optional("steps", .list(.step), "What it does, in order."),
            Key.optional("before", .list(.step), "Only in `rollback`: what comes before its own steps."),
            Key.optional("after", .list(.step), "Only in `rollback`: what comes after its own steps."),
            Key.optional(
                "on-failure", .choice(Playbook.FailureRule.self), "What happens when a step fails; undo."),
            Key.optional("always", .list(.step), default: [], "What it does last, in any outcome.")
        ) { _, name, about, inputs, steps, before, after, onFailure, always in
            var playbook = Playbook(
                name: name, about: about, inputs: inputs.map { $0.value.input(named: $0.name) },
                steps: steps ?? [], onFailure: onFailure?.value ?? .undo, always: always)
            (playbook.before, playbook.after) = (before ?? [], after ?? [])
            return playbook
        }
        .then { playbook, node, reading in playbook.hasItsSteps(node, &reading) ? playbook : nil }
    }
}

extension Playbook {
    /// Whether it has steps; `rollback` derives its own from the records and may only add to them.
    fileprivate func hasItsSteps(_ node: YAMLNode, _ reading: inout Reading) -> Bool {
        let isRollback = name.value == "rollback"
        let unwanted = isRollback ? ["steps"] : ["before", "after"]
        for key in unwanted {
            guard let entry = node.mapping?.entry(key) else { continue }
            let remedy = isRollback ? "Use `before:` and `after:`." : "Put the steps under `steps:`."
            reading.report(
                .unknownKey, "`\(key)` has no place in this playbook", at: entry.key, remedy: remedy)
            return false
        }
        guard !isRollback, steps.isEmpty else { return true }
        reading.report(
            .missingKey, "the playbook has no steps", at: node, remedy: "Add `steps:` with at least one.")
        return false
    }
}

/// An input before it has its name.
struct InputDraft: Sendable {
    let kind: Input.Kind
    let initial: Located<String>?
    let about: Located<String>?

    func input(named name: Located<String>) -> Input {
        Input(name: name, kind: kind, initial: initial, about: about)
    }
}

extension Form where Value == InputDraft {
    static var input: Form {
        .record(
            "an input",
            Key.required("type", .choice(InputWord.self), "What may be given."),
            Key.optional("values", .list(.text("a word")), default: [], "The words of a choice."),
            Key.optional("default", .text("a value"), "What it is when nothing is given."),
            Key.optional("about", .text(), "What it is for.")
        ) { _, type, values, initial, about in
            InputDraft(kind: type.value.kind(values.map(\.value)), initial: initial, about: about)
        }
        .then { draft, node, reading in draft.isSound(at: node, &reading) ? draft : nil }
    }
}

/// The words behind `type:`.
private enum InputWord: String, CaseIterable, Sendable {
    case release, choice, duration, bool, int, text

    func kind(_ values: [String]) -> Input.Kind {
        switch self {
        case .release: .release
        case .choice: .choice(values)
        case .duration: .duration
        case .bool: .bool
        case .int: .int
        case .text: .text
        }
    }
}

extension InputDraft {
    fileprivate func isSound(at node: YAMLNode, _ reading: inout Reading) -> Bool {
        if case .choice(let words) = kind, words.isEmpty {
            let remedy = "Add `values: [one, another]`."
            reading.report(.missingKey, "a choice needs the words to choose from", at: node, remedy: remedy)
            return false
        }
        guard let initial, let place = node.mapping?["default"] else { return true }
        guard input(named: initial).value(of: initial.value) == nil else { return true }
        let what = "the default `\(initial.value)` is not a possible value of this input"
        reading.report(.wrongValue, what, at: place)
        return false
    }
}
