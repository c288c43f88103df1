internal import Ports
internal import Updates

/// The name of a container taken apart: `shop-web-2-k3f9x2ab.3.1` is a stem, an epoch and an attempt.
struct RunName: Hashable {
    let stem: String
    let epoch: Epoch
    let attempt: Int

    /// Nil for a name that no run gave.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 3, let attempt = Int(parts[parts.count - 1]),
            let epoch = Int(parts[parts.count - 2])
        else { return nil }
        stem = parts.dropLast(2).joined(separator: ".")
        (self.epoch, self.attempt) = (Epoch(epoch), attempt)
    }

    /// Whether a run gave it.
    func isOf(_ run: RunID) -> Bool { stem.hasSuffix("-\(run)") }

    /// The same name under another claim.
    func under(_ epoch: Epoch) -> String { "\(stem).\(epoch).\(attempt)" }

    /// Whether two names are the same but for the claim.
    static func areAlike(_ one: String, _ other: String) -> Bool {
        if one == other { return true }
        guard let one = RunName(one), let other = RunName(other) else { return false }
        return one.stem == other.stem && one.attempt == other.attempt
    }
}
