import Basis
import Updates

extension ComposeForm where Value == [ComposeMount] {
    /// Mounts, short or long; of several at one path the last one wins, in the place of the first.
    static var mounts: ComposeForm {
        ComposeForm<[ComposeMount]>.list(.mount).map { all in
            var places: [String: Int] = [:]
            var kept: [ComposeMount] = []
            for mount in all {
                if let place = places[mount.target.value] {
                    kept[place] = mount
                } else {
                    places[mount.target.value] = kept.count
                    kept.append(mount)
                }
            }
            return kept
        }
    }
}

extension ComposeForm where Value == ComposeMount {
    fileprivate static var mount: ComposeForm {
        ComposeForm { node, reading in
            guard node.text != nil else { return long(node, &reading) }
            do throws(ComposeMount.Fault) {
                return try ComposeMount(short: node)
            } catch {
                reading.report(.wrongMount, "\(node.meaning) is no mount: \(error.why)", at: node)
                return nil
            }
        }
    }

    private static func long(_ node: ComposeNode, _ reading: inout ComposeReading) -> ComposeMount? {
        var written = LongMount()
        LongMount.record.read(node, into: &written, &reading)
        guard node.mapping != nil else { return nil }
        guard let kind = written.kind else {
            if node["type"] == nil {
                reading.report(
                    .wrongMount, "the mount has no `type`", at: node, remedy: "Write `type: volume`.")
            }
            return nil
        }
        guard let target = written.target else {
            if node["target"] == nil {
                reading.report(
                    .wrongMount, "the mount has no `target`", at: node, remedy: "Write `target: /path`.")
            }
            return nil
        }
        if kind.value == .bind || kind.value == .image, written.source == nil {
            reading.report(.wrongMount, "the mount has no `source`", at: node, remedy: "Write `source:`.")
            return nil
        }
        return written.mount(kind.value, at: target.map(ComposePath.clean), node)
    }
}
