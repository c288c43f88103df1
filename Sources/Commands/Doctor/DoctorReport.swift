internal import Basis
internal import Console

/// All examinations, a line each.
struct DoctorReport: Report {
    let examinations: [Examination]

    var event: String { "doctor" }

    var fields: [JSONField] {
        let all = examinations.map { examination in
            JSONValue.object([
                JSONField("subject", examination.subject), JSONField("finding", examination.finding),
                JSONField("problems", .array(examination.problems.map { .string($0.code) })),
            ])
        }
        return [JSONField("examinations", .array(all))]
    }

    func text(on surface: Surface) -> String {
        examinations.map { examination in
            let mark = examination.problems.isEmpty ? "well" : "ill "
            return "\(mark)  \(examination.subject): \(examination.finding)"
                .harmlessLine.wrapped(to: surface.width, hanging: 6)
        }.joined(separator: "\n")
    }
}
