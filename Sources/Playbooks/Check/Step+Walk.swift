import Basis
import Updates

extension Playbook {
    /// Every step with those inside of it, in the order in which they are written.
    var allSteps: [Step] { (before + steps + after + always).flatMap(\.withInner) }

    /// The playbooks that it calls, where it does.
    var calls: [Located<String>] {
        allSteps.compactMap { step in
            guard case .call(let name, _) = step.action else { return nil }
            return name
        }
    }
}

extension Step {
    /// The step itself, and those inside of it.
    var withInner: [Step] {
        switch action {
        case .together(let inner), .always(let inner): [self] + inner.flatMap(\.withInner)
        default: [self]
        }
    }

    /// Every gate that it asks, with those inside.
    var gates: [Gate] {
        var all = gate.map { [$0] } ?? []
        if case .probe(let gate) = action { all.append(gate) }
        return all.flatMap(\.withInner)
    }
}

extension Gate {
    /// The gate itself, and those that it joins.
    var withInner: [Gate] {
        guard case .all(let inner) = question else { return [self] }
        return [self] + inner.flatMap(\.withInner)
    }
}
