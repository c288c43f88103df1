internal import Basis

/// What a builder says, as lines for people, and the end of it for a complaint.
struct BuildWords {
    private var kept: LastBytes
    private var told: Set<String> = []

    init(atMost limit: ByteCount) { kept = LastBytes(atMost: limit) }

    /// Takes a line of the answer; returns what is new to tell: one line for each step that begins.
    mutating func take(_ line: ImageLine) -> [String] {
        if let text = line.stream {
            kept.add(Array(text.utf8))
            let word = text.trimmed
            return word.hasPrefix("Step ") ? [word] : []
        }
        guard line.id == "moby.buildkit.trace", case .trace(let text) = line.aux,
            let trace = BuildTrace(text)
        else { return [] }
        kept.add(trace.output)
        return trace.steps.filter { $0.hasStarted || $0.wasCached }.compactMap { step in
            guard told.insert(step.digest).inserted else { return nil }
            return step.wasCached ? "\(step.name) (cached)" : step.name
        }
    }

    /// The error with the last that was printed before it.
    func complaint(_ error: String) -> String {
        let last = kept.text.trimmed
        return last.isEmpty || error.contains(last) ? error : "\(last)\n\(error)"
    }
}
