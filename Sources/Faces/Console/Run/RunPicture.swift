internal import Basis
internal import Ports
internal import Updates

/// A run as a tree of its steps, at a moment: what is through, what is at work, what went back. Pure.
struct RunPicture: Sendable {
    private let headline: String
    private var run: Run
    private var began: Int64
    private var times: [StepID: (begin: Int64, end: Int64?)] = [:]
    private var words: [StepID: String] = [:]

    init(of run: Run, at time: Int64) {
        let plan = run.plan
        let to = plan.purpose.version.map { " to \($0)" } ?? ""
        headline = "\(plan.playbook) of \(plan.manifest.app.value) in \(plan.environmentName)\(to)"
        (self.run, began) = (run, time)
    }

    /// The picture after an entry.
    mutating func note(_ entry: Entry, of run: Run) {
        self.run = run
        switch entry.event {
        case .intended(.prepare(let id)), .intended(.reverse(let id, _)):
            times[id] = (entry.time, nil)
            words[id] = nil
        case .intended(.judge(let id, _)): words[id] = "asking its gate"
        case .intended(.settle(let id, _)): words[id] = "still at work from before"
        case .judged(let id, _, .passed(let seen, _)): close(id, at: entry.time, saying: seen)
        case .performed(let id, _, _), .reversed(let id, _, _): close(id, at: entry.time, saying: nil)
        default: break
        }
    }

    /// What a step last said.
    mutating func tell(_ progress: Progress, by id: StepID) {
        words[id] =
            switch progress {
            case .said(let text): text
            case .counted(let what, let done, let all): "\(what) \(done) of \(all)"
            }
    }

    private mutating func close(_ id: StepID, at time: Int64, saying word: String?) {
        if let begin = times[id]?.begin { times[id] = (begin, time) }
        words[id] = word
    }

    /// The lines of the picture, none wider than the surface: what wraps could not be drawn over.
    func lines(on surface: Surface, at now: Int64) -> [String] {
        let palette = Palette(surface)
        let length = Duration.milliseconds(max(0, now - began)).inSeconds
        let title = "\(headline)  \(run.standing.rawValue)  \(length)".harmlessLine
        let steps = run.steps.map { line(of: $0, on: surface, palette, at: now) }
        return [palette.paint(title.cut(to: surface.width), as: .emphasis)] + steps
    }

    private func line(of step: StepRun, on surface: Surface, _ palette: Palette, at now: Int64) -> String {
        let (sign, role) = RunPicture.sign(of: step.phase)
        var text = "\(step.id.text.padded(to: 4))\(step.step.name)"
        if let time = times[step.id] {
            let length = Duration.milliseconds(max(0, (time.end ?? now) - time.begin)).inSeconds
            text += "  \(length)"
            if time.end == nil, let expected = step.step.expected { text += " of about \(expected.text)" }
        }
        if let word = word(of: step) { text += "  \(word)" }
        let line = " \(sign) \(text)".harmlessLine.cut(to: surface.width)
        return role.map { palette.paint(line, as: $0) } ?? line
    }

    private func word(of step: StepRun) -> String? {
        switch step.phase {
        case .blocked(_, let pause): "waits \(pause.words)"
        case .failed(let failure): failure.diagnostic.what
        case .stands(let remnant): "could not be taken back: \(remnant.diagnostic.what)"
        case .held(let other): "not taken back, because step \(other) stands"
        case .reversed: "taken back"
        case .skipped: "passed over"
        default: words[step.id]
        }
    }

    private static func sign(of phase: StepPhase) -> (String, Palette.Role?) {
        switch phase {
        case .waiting: (" ", .quiet)
        case .due, .busy: phase.intent?.goesBack == true ? ("<", .warning) : (">", .emphasis)
        case .blocked: ("?", .warning)
        case .skipped: ("-", .quiet)
        case .passed: ("+", nil)
        case .failed, .stands, .held: ("x", .error)
        case .halted: ("<", .warning)
        case .reversed: ("<", nil)
        }
    }
}

extension Duration {
    /// `7s`, `2m5s`: whole seconds, as a clock that runs beside shows them.
    fileprivate var inSeconds: String { Duration.seconds(components.seconds).text }
}

extension String {
    /// The text up to so many columns, its end told by three dots.
    fileprivate func cut(to width: Int) -> String {
        guard displayWidth > width else { return self }
        var short = self
        while short.displayWidth > width - 3, !short.isEmpty { short.removeLast() }
        return short + "..."
    }
}
