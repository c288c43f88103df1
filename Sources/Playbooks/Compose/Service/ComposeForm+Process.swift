import Basis
import Updates

extension ComposeForm where Value == Located<ComposePullPolicy> {
    static var pullPolicy: ComposeForm {
        .parsed("one of always, never, missing, build, daily, weekly or every_DURATION") {
            ComposePullPolicy($0)
        }
    }
}

extension ComposeForm where Value == Located<ComposeRestart> {
    static var restart: ComposeForm {
        let words = "one of no, always, unless-stopped, on-failure or on-failure:COUNT"
        let known = ["no", "always", "unless-stopped", "on-failure"]
        return .parsed(words, hint: { known.nearest(to: $0).map { "Did you mean `\($0)`?" } }) {
            ComposeRestart($0)
        }
    }
}

extension ComposeForm where Value == Located<ComposeNetworkMode> {
    static var networkMode: ComposeForm {
        ComposeForm<Located<String>>.name.map { $0.map(ComposeNetworkMode.init) }
    }
}

extension ComposeForm where Value == Located<String> {
    /// A name that the engine takes for a container.
    static var containerName: ComposeForm {
        ComposeForm<Located<String>>.text("a name").then { text, node, reading in
            if ComposeName.isEngineName(text.value) { return text }
            reading.report(.wrongName, "\(node.meaning) is no name for a container", at: node)
            return nil
        }
    }
}

extension ComposeForm where Value == [Named<Located<ComposeText>>] {
    /// Labels; Compose's own are refused, because programs take them at their word.
    static var labels: ComposeForm {
        ComposeForm { node, reading in
            let labels = ComposeForm.keyed.read(node, &reading)
            for label in labels ?? [] where label.name.value.hasPrefix("com.docker.compose.") {
                reading.report(
                    .reservedLabel, "labels that begin with `com.docker.compose.` are Compose's own", at: node
                )
            }
            return labels
        }
    }
}

extension ComposeForm where Value == [Located<String>] {
    /// `name:address`, `name=address` or a mapping; each as `name=address`.
    static var extraHosts: ComposeForm {
        ComposeForm { node, reading in
            if let entries = node.mapping {
                return entries.flatMap { entry in
                    entry.value.asList.compactMap { value in
                        value.text.map { Located("\(entry.key)=\($0)", at: value.span) }
                    }
                }
            }
            var seen: Set<String> = []
            return ComposeForm<[Located<String>]>.listOrOne(.extraHost).read(node, &reading)?
                .filter { seen.insert($0.value).inserted }
        }
    }
}

extension ComposeForm where Value == Located<String> {
    fileprivate static var extraHost: ComposeForm {
        .parsed("a host such as name:address") { text in
            guard let mark = text.firstIndex(of: "=") ?? text.firstIndex(of: ":") else { return nil }
            var address = text[text.index(after: mark)...]
            if address.hasPrefix("["), address.hasSuffix("]") { address = address.dropFirst().dropLast() }
            return mark == text.startIndex || address.isEmpty ? nil : "\(text[..<mark])=\(address)"
        }
    }
}

extension ComposeForm where Value == [Located<String>] {
    /// Devices of the host: the short form, or a mapping that is written as one.
    static var devices: ComposeForm {
        .list(
            ComposeForm<Located<String>> { node, reading in
                if node.mapping == nil {
                    return ComposeForm<Located<String>>.text("a device").read(node, &reading)
                }
                var device = Device()
                Device.record.read(node, into: &device, &reading)
                guard let source = device.source else {
                    reading.report(
                        .wrongValue, "the device has no `source`", at: node,
                        remedy: "Write `source: /dev/…`.")
                    return nil
                }
                let target = device.target?.value ?? source.value
                return Located(
                    "\(source.value):\(target):\(device.permissions?.value ?? "rwm")", at: node.span)
            })
    }
}

private struct Device {
    var source: Located<String>?
    var target: Located<String>?
    var permissions: Located<String>?

    static let record = ComposeRecord<Device>(
        "a device",
        [
            .key("source", \.source, .text), .key("target", \.target, .text),
            .key("permissions", \.permissions, .text),
        ])
}
