internal import Basis

/// Turns the steps of a playbook into the stages of a plan: calls become what they call.
struct Expansion {
    let planner: Planner
    /// What is done last, collected from every playbook on the way.
    private(set) var always: [PlannedStep] = []
    private var names: Set<String> = []
    private var count = 0
    /// Whether a step before makes a backup that can be read here.
    private var isBackedUp = false

    init(planner: Planner) { self.planner = planner }

    /// The steps of a playbook and its own inputs, where they stand.
    fileprivate struct Frame {
        let playbook: Playbook
        let inputs: [String: Value]
        var prefix = ""
        var condition: Expression?
        var depth = 0
    }

    mutating func stages(of playbook: Playbook, given inputs: [String: Value]) throws(PlanError) -> [Stage] {
        try stages(of: playbook.steps, in: Frame(playbook: playbook, inputs: inputs), last: playbook.always)
    }

    private mutating func stages(
        of steps: [Step], in frame: Frame, last: [Step]
    ) throws(PlanError) -> [Stage] {
        var stages: [Stage] = []
        for step in steps { stages += try self.stages(of: step, in: frame, after: stages.count) }
        for step in last { try addLast(step, in: frame) }
        guard frame.depth == 0 else { return stages }
        return stages.enumerated().map { $1.placed($0 + 1) }
    }

    private mutating func stages(
        of step: Step, in frame: Frame, after position: Int
    ) throws(PlanError) -> [Stage] {
        switch step.action {
        case .together(let inner):
            var lanes: [[PlannedStep]] = []
            for branch in inner {
                let stages = try self.stages(of: branch, in: frame.narrowed(by: step.condition), after: 0)
                // A branch that itself goes side by side joins its lanes to these.
                if stages.count == 1 {
                    lanes += stages[0].lanes
                } else {
                    lanes.append(stages.flatMap(\.steps))
                }
            }
            return lanes.isEmpty ? [] : [Stage(lanes: lanes)]
        case .always(let inner):
            for last in inner { try addLast(last, in: frame.narrowed(by: step.condition)) }
            return []
        case .call(let name, let with):
            let called = try planner.playbook(name.value)
            guard frame.depth < Planner.depthLimit else { throw .tooDeep(name.value) }
            var inner = Frame(
                playbook: called, inputs: try inputs(of: called, with: with, in: frame),
                prefix: "\(frame.prefix)\(step.name?.value ?? name.value)/",
                condition: frame.narrowed(by: step.condition).condition)
            inner.depth = frame.depth + 1
            return try stages(of: called.steps, in: inner, last: called.always)
        default:
            return [Stage(try planned(step, in: frame))]
        }
    }

    private mutating func addLast(_ step: Step, in frame: Frame) throws(PlanError) {
        for stage in try stages(of: step, in: frame, after: 0) {
            for inner in stage.steps { always.append(inner.placed("always.\(always.count + 1)")) }
        }
    }

    private mutating func planned(_ step: Step, in frame: Frame) throws(PlanError) -> PlannedStep {
        count += 1
        guard count <= Planner.stepLimit else { throw .tooLong(count) }
        let action = try filled(step.action, in: frame)
        let fate = planner.fate(of: action, isBackedUp: isBackedUp)
        if case .backup = action { isBackedUp = planner.manifest.canReadBackups }
        var planned = PlannedStep(
            id: StepID("0"), name: unique(frame.prefix + (step.name?.value ?? step.action.word)),
            action: action, nature: fate.nature, onFailure: step.onFailure?.value ?? frame.playbook.onFailure)
        planned.reverse = fate.reverse
        planned.condition = frame.narrowed(by: step.condition).condition
        planned.gate = step.gate
        planned.retry = step.retry
        planned.timeout = step.timeout?.value
        planned.inputs = frame.inputs
        return planned
    }

    /// The version that is pulled decides what the plan is, so it must be known now. Where a schema goes
    /// is shown, if it is known.
    private func filled(_ action: Action, in frame: Frame) throws(PlanError) -> Action {
        switch action {
        case .pull(let version):
            return .pull(version: Template([.text(try text(of: version, in: frame))], at: version.span))
        case .migrate(var migrate):
            migrate.to = migrate.to.map { known($0, in: frame) }
            migrate.down = migrate.down.map { known($0, in: frame) }
            return .migrate(migrate)
        default: return action
        }
    }

    /// The text of a template, if everything in it is known already; else the template.
    private func known(_ template: Template, in frame: Frame) -> Template {
        guard let text = try? text(of: template, in: frame) else { return template }
        return Template([.text(text)], at: template.span)
    }

    private func inputs(
        of called: Playbook, with given: [Named<Template>], in frame: Frame
    ) throws(PlanError) -> [String: Value] {
        var texts: [String: String] = [:]
        for value in given { texts[value.name.value] = try text(of: value.value, in: frame) }
        return try called.inputs(from: texts)
    }

    private func text(of template: Template, in frame: Frame) throws(PlanError) -> String {
        do {
            return try template.text { planner.value(of: $0, inputs: frame.inputs) }
        } catch {
            throw .knownTooLate(error)
        }
    }

    private mutating func unique(_ name: String) -> String {
        var candidate = name
        var number = 1
        while !names.insert(candidate).inserted {
            number += 1
            candidate = "\(name)-\(number)"
        }
        return candidate
    }
}

extension Expansion.Frame {
    /// The same place below a condition: both must hold.
    fileprivate func narrowed(by further: Expression?) -> Self {
        var frame = self
        frame.condition = [condition, further].compactMap { $0 }.joined
        return frame
    }
}

extension [Expression] {
    fileprivate var joined: Expression? { count > 1 ? .and(self) : first }
}

extension Stage {
    /// The stage at its place: `3`, and `3.2` in its second lane, `3.2.1` where a lane has several steps.
    fileprivate func placed(_ number: Int) -> Stage {
        guard steps.count > 1 else { return Stage(lanes: lanes.map { $0.map { $0.placed("\(number)") } }) }
        return Stage(
            lanes: lanes.enumerated().map { lane, steps in
                steps.enumerated().map { index, step in
                    step.placed(
                        steps.count == 1 ? "\(number).\(lane + 1)" : "\(number).\(lane + 1).\(index + 1)")
                }
            })
    }
}
