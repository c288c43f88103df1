internal import Basis
internal import Console
internal import Steps
internal import Updates

/// What the proving of a backup came to.
struct VerifyReport: Report {
    let proof: BackupProof

    var event: String { "verify" }

    var fields: [JSONField] {
        [
            JSONField("backup", proof.backup.id.text), JSONField("asked", proof.asked.rawValue),
            JSONField("proved", proof.reached.rawValue), JSONField("age", .int(proof.age / 1000)),
            JSONField("holds", .array(proof.backup.parts.map { .string($0.name) })),
        ]
    }

    func text(on surface: Surface) -> String {
        let age = Duration.seconds(proof.age / 1000).text
        return "\(proof.backup.id) is good: \(proof.words); its data is \(age) old"
            .harmlessLine.wrapped(to: surface.width, hanging: 4)
    }
}
