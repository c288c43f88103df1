import Basis
import Updates
import YAML

extension ComposeLoader {
    /// A file whose services have taken in what they extend.
    mutating func extended(
        _ node: ComposeNode, of file: String, _ variables: VariableTable
    ) -> ComposeNode {
        guard var entries = node.mapping, let place = entries.firstIndex(where: { $0.key == "services" }),
            let services = entries[place].value.mapping,
            services.contains(where: { $0.value["extends"] != nil })
        else { return node }
        let scope = Scope(
            file: file, services: Dictionary(services.map { ($0.key, $0.value) }) { first, _ in first },
            variables: variables)
        var resolved = services
        for index in resolved.indices {
            let entry = resolved[index]
            resolved[index].value = resolve(entry.key, entry.value, in: scope, chain: [])
        }
        entries[place].value = entries[place].value.with(.mapping(resolved))
        return node.with(.mapping(entries))
    }

    private struct Scope {
        let file: String
        let services: [String: ComposeNode]
        let variables: VariableTable
    }

    private mutating func resolve(
        _ name: String, _ service: ComposeNode, in scope: Scope, chain: [String]
    ) -> ComposeNode {
        guard let extends = service["extends"], !extends.isNull else { return service }
        let identity = "\(scope.file) \(name)"
        if let known = bases.services[identity] { return known }
        guard !chain.contains(identity) else {
            let way = (chain + [identity]).map { $0.split(separator: " ").last ?? "" }
            let words = way.joined(separator: " → ")
            reading.report(.extendsCycle, "services extend one another: \(words)", at: extends)
            return service
        }
        var wish = Extension()
        if extends.text != nil {
            wish.service = ComposeForm<Located<String>>.name.read(extends, &reading)
        } else {
            Extension.record.read(extends, into: &wish, &reading)
        }
        guard let base = wish.service?.value else { return service }
        guard let home = self.scope(of: wish, extends, scope) else { return service }
        guard let found = home.services[base] else {
            let nearest = home.services.keys.sorted().nearest(to: base).map { "Did you mean `\($0)`?" }
            reading.report(
                .unknownService,
                "`\(extends["service"]?.shown ?? extends.shown)` is no service of \(home.file)",
                at: extends, remedy: nearest)
            return service
        }
        let whole = resolve(base, found, in: home, chain: chain + [identity])
        let result = whole.merged(with: service, by: .service)
        bases.services[identity] = result
        return result
    }

    /// Where the extended service is defined: the same file or another one.
    private mutating func scope(
        of wish: Extension, _ node: ComposeNode, _ scope: Scope
    ) -> Scope? {
        guard let file = wish.file?.value, file != scope.file else { return scope }
        if let known = bases.files[file] {
            return Scope(file: file, services: known, variables: scope.variables)
        }
        guard let source = open(file, for: node["file"] ?? node) else { return nil }
        var services: [String: ComposeNode] = [:]
        for document in source.documents {
            guard let all = document.mapping?["services"] else { continue }
            let directory = ComposePath.directory(of: file)
            for entry in nodes(all, directory, scope.variables).mapping ?? [] {
                services[entry.key] =
                    services[entry.key]?.merged(with: entry.value, by: .service) ?? entry.value
            }
        }
        bases.files[file] = services
        return Scope(file: file, services: services, variables: scope.variables)
    }
}

private struct Extension {
    var service: Located<String>?
    var file: Located<String>?

    static let record = ComposeRecord<Extension>(
        "extends", [.key("service", \.service, .name), .key("file", \.file, .path)])
}
