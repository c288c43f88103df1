import Basis
import Updates

extension ProjectCheck {
    /// What calls give to playbooks, and circles of calls.
    static let calls: Rule = { project in
        let calls = project.playbooksInUse.flatMap { playbook in
            playbook.allSteps.flatMap { project.inputProblems(of: $0) } + project.circle(from: playbook)
        }
        return calls
            + project.manifest.schedule.flatMap { appointment in
                let given = appointment.value
                return project.inputProblems(of: given.playbook, with: given.with, at: given.playbook.span)
            }
    }

    /// Inputs that nothing uses.
    static let unusedInputs: Rule = { project in
        project.playbooksInUse.flatMap { playbook in
            let used = (project.playbookUses[playbook.name.value] ?? []).flatMap(\.names)
            return playbook.inputs.filter { input in
                !used.contains { $0.parts.starts(with: ["inputs", input.name.value]) }
            }.map { input in
                project.finding(
                    .unusedInput, "nothing uses the input `\(input.name.value)`", at: input.name.span)
            }
        }
    }
}

extension ExpressionUse {
    fileprivate var names: [NamePath] {
        switch kind {
        case .template(let template): template.names.map(\.value)
        case .condition(let expression): expression.names.map(\.value)
        }
    }
}

extension Project {
    fileprivate func inputProblems(of step: Step) -> [Diagnostic] {
        guard case .call(let name, let with) = step.action else { return [] }
        return inputProblems(of: name, with: with, at: step.span)
    }

    fileprivate func inputProblems(
        of name: Located<String>, with given: [Named<Template>], at span: Span
    ) -> [Diagnostic] {
        guard let called = playbook(name.value) else { return [] }
        let inputs = called.inputs
        let missing = inputs.filter { input in
            input.initial == nil && !given.contains { $0.name.value == input.name.value }
        }
        let wrong = given.compactMap { value -> Diagnostic? in
            guard let input = inputs.first(where: { $0.name.value == value.name.value }) else {
                let nearest = inputs.map(\.name.value).nearest(to: value.name.value)
                return finding(
                    .wrongInput, "`\(name.value)` has no input `\(value.name.value)`", at: value.name.span,
                    remedy: nearest.map { "Did you mean `\($0)`?" })
            }
            guard let literal = value.value.literal, input.value(of: literal) == nil else { return nil }
            let what = "`\(literal)` is not a possible value of the input `\(input.name.value)`"
            return finding(.wrongInput, what, at: value.value.span)
        }
        return wrong
            + missing.map { input in
                let what = "`\(name.value)` needs the input `\(input.name.value)`"
                let remedy = "Add `with: { \(input.name.value): … }`."
                return finding(.wrongInput, what, at: span, remedy: remedy)
            }
    }

    /// A finding if a chain of calls from this playbook leads back to it; told once, at its first call.
    fileprivate func circle(from playbook: Playbook) -> [Diagnostic] {
        var path = [playbook.name.value]
        guard let chain = chain(from: playbook, back: playbook.name.value, &path), chain.min() == chain.first,
            let call = playbook.calls.first(where: {
                $0.value == chain.dropFirst().first ?? playbook.name.value
            })
        else { return [] }
        let names = (chain + [playbook.name.value]).joined(separator: " → ")
        return [finding(.callCycle, "playbooks call each other in a circle: \(names)", at: call.span)]
    }

    private func chain(from playbook: Playbook, back goal: String, _ path: inout [String]) -> [String]? {
        for call in playbook.calls {
            if call.value == goal { return path }
            guard !path.contains(call.value), let next = self.playbook(call.value) else { continue }
            path.append(call.value)
            if let found = chain(from: next, back: goal, &path) { return found }
            path.removeLast()
        }
        return nil
    }
}
