internal import Console
internal import Ports
internal import Updates

/// An entry of a run's journal, in a line.
struct EntryReport: Report {
    let entry: Entry
    let line: String

    var event: String { "entry" }

    var fields: [JSONField] {
        [
            JSONField("sequence", .int(Int64(entry.sequence))),
            JSONField("time", Moment(milliseconds: entry.time).description),
            JSONField("kind", entry.event.word), JSONField("step", entry.event.step?.text),
            JSONField("message", line),
        ]
    }

    func text(on surface: Surface) -> String {
        "\(String(entry.sequence).padded(to: 4)) \(Moment(milliseconds: entry.time))  \(line)".harmlessLine
    }
}
