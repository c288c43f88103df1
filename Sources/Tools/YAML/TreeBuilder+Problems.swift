internal import Basis

extension TreeBuilder {
    func span(_ start: TreeRecord.Mark, _ end: TreeRecord.Mark) -> Span {
        Span(file: source.file, start: Position(start), end: Position(end))
    }

    mutating func report(_ kind: YAMLProblem.Kind, from start: TreeRecord.Mark, to end: TreeRecord.Mark) {
        guard problems.count <= limits.problems else { return }
        let isPastLimit = problems.count == limits.problems
        let kept = isPastLimit ? YAMLProblem.Kind.tooManyProblems(limits.problems) : kind
        problems.append(YAMLProblem(kept, at: span(start, end), in: source))
        if isPastLimit { isStopped = true }
    }

    mutating func report(_ complaint: Complaint) {
        let (fault, start) = complaint.fault(in: source)
        let end = TreeRecord.Mark(line: start.line, column: start.column + 1)
        report(.syntax(fault, why: complaint.why), from: start, to: end)
        isStopped = true
    }

    /// Reports what makes going on pointless or dear, and ends the reading.
    mutating func stop(_ kind: YAMLProblem.Kind, from start: TreeRecord.Mark, to end: TreeRecord.Mark) {
        report(kind, from: start, to: end)
        isStopped = true
    }
}
