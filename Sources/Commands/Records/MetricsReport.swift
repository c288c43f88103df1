internal import Console
internal import Ports
internal import Updates

/// The status as Prometheus reads it from a file.
struct MetricsReport: Report {
    let status: StatusReport

    var event: String { status.event }
    var fields: [JSONField] { status.fields }

    func text(on surface: Surface) -> String {
        var lines: [String] = []
        if let release = status.release {
            lines += metric(
                "belay_release_info", "The release in force.", [("version", release.release.version)], 1)
            lines += metric(
                "belay_release_timestamp_seconds", "Since when it is in force.", [], release.time / 1000)
        }
        if let run = status.latest {
            lines += metric(
                "belay_run_open", "Whether a run is open.", [("run", run.run.text)],
                run.standing.isOpen ? 1 : 0)
            lines += metric(
                "belay_run_timestamp_seconds", "When the newest run was last heard of.", [],
                run.latest / 1000)
            lines += declaration("belay_run_standing", "How the newest run stands.")
            lines += Standing.allCases.map { standing in
                sample(
                    "belay_run_standing", [("standing", standing.rawValue)], run.standing == standing ? 1 : 0)
            }
        }
        return lines.joined(separator: "\n")
    }

    private func metric(
        _ name: String, _ help: String, _ labels: [(String, String)], _ value: Int64
    ) -> [String] {
        declaration(name, help) + [sample(name, labels, value)]
    }

    private func declaration(_ name: String, _ help: String) -> [String] {
        ["# HELP \(name) \(help)", "# TYPE \(name) gauge"]
    }

    private func sample(_ name: String, _ labels: [(String, String)], _ value: Int64) -> String {
        let all = [("app", status.scope.app), ("env", status.scope.environment)] + labels
        let words = all.map { "\($0)=\"\(MetricsReport.escaped($1))\"" }.joined(separator: ",")
        return "\(name){\(words)} \(value)"
    }

    /// A label's value as the exposition format wants it.
    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
    }
}
