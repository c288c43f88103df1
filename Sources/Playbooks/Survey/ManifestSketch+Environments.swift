extension ManifestSketch {
    mutating func writeEnvironments(_ survey: RepositorySurvey) {
        gap()
        var names: [String] = []
        let isBoth = survey.compose != nil && survey.kubernetes != nil
        if survey.compose != nil || survey.kubernetes != nil { line("environments:") }
        for (index, variant) in (survey.compose?.variants ?? []).enumerated() {
            let taken = survey.kubernetes?.variants.map(\.environment) ?? []
            let name = taken.contains(variant.environment) ? "docker" : variant.environment
            guard !names.contains(name) else { continue }
            names.append(name)
            let more =
                isBoth && name == "docker"
                ? " The manifests of Kubernetes are for \(variant.environment)." : ""
            reason("environment \(name): \(variant.files.joined(separator: ", "))", variant.why + more, 1)
            line("\(name.asScalar):", 1)
            let files = variant.files.map(\.asScalar).joined(separator: ", ")
            line("docker: { compose: [\(files)] }", 2)
            writeFront(of: survey, isMain: index == 0)
        }
        for variant in survey.kubernetes?.variants ?? [] {
            names.append(variant.environment)
            let folders = variant.folders.joined(separator: ", ")
            reason(
                "environment \(variant.environment): \(folders)",
                "Manifests of Kubernetes are in \(folders).", 1)
            line("\(variant.environment.asScalar):", 1)
            let place = survey.kubernetes?.namespace.map { "namespace: \($0.asScalar), " } ?? ""
            let list = variant.folders.map { $0 == "." ? "." : "\($0)/" }.map(\.asScalar).joined(
                separator: ", ")
            line("kubernetes: { \(place)manifests: [\(list)] }", 2)
            suggestion("url: https://\(survey.app.value).example.com", depth: 2)
            let strangers = isBoth ? survey.namesMissing : []
            if !strangers.isEmpty {
                comment(
                    "\(strangers.joined(separator: ", ")) above are names of Compose, and no workload here "
                        + "is called so. Say again here what differs: `belay help environments`.", 2)
            }
        }
        guard let initial = names.contains("staging") ? "staging" : names.first else {
            comment(
                "Neither a Compose file nor manifests of Kubernetes are here, and from one of them Belay "
                    + "knows what runs. With one:")
            suggestion("environments:", "  production:", "    docker: { compose: [compose.yml] }")
            return
        }
        gap()
        comment("The environment when none is named with --env.")
        line("default: \(initial.asScalar)")
    }

    private mutating func writeFront(of survey: RepositorySurvey, isMain: Bool) {
        if isMain, let front = survey.front {
            reason("url: \(front.value)", front.why, 2)
            line("url: \(front.value)", 2)
        } else {
            suggestion("url: https://\(survey.app.value).example.com", depth: 2)
        }
        guard let traffic = survey.traffic else { return }
        reason("traffic: \(traffic.service)", traffic.why, 2)
        line("traffic:", 2)
        switch traffic.kind {
        case .nginx(let behind):
            line("nginx:", 3)
            line("service: \(traffic.service.asScalar)", 4)
            comment("Belay writes these files; each upstream block includes its own:", 4)
            suggestion("upstreams:", depth: 4)
            for name in behind {
                suggestion("  \(name.asScalar): /etc/nginx/upstreams/\(name).conf", depth: 4)
            }
        case .haproxy(let socket, let backends):
            line("haproxy:", 3)
            line("service: \(traffic.service.asScalar)", 4)
            if let socket {
                line("socket: \(socket.asScalar)", 4)
            } else {
                comment(
                    "Belay needs its runtime socket: a line `stats socket PATH level admin` in `global`.", 4)
                suggestion("socket: /run/haproxy/admin.sock", depth: 4)
            }
            let pairs = backends.sorted { $0.key < $1.key }.map { "\($0.key.asScalar): \($0.value.asScalar)" }
            if !pairs.isEmpty { line("backends: { \(pairs.joined(separator: ", ")) }", 4) }
        case .caddy(let admin, let behind):
            comment("Its admin address, as Belay reaches it: Caddy listens on 2019 inside its container.", 3)
            line("caddy:", 3)
            line("admin: \(admin)", 4)
            let pairs = behind.map { "\($0.asScalar): \($0.asScalar)" }
            line("upstreams: { \(pairs.joined(separator: ", ")) }", 4)
        }
    }
}

extension RepositorySurvey {
    /// Services that the manifest names and Kubernetes does not have.
    fileprivate var namesMissing: [String] {
        let known = Set((kubernetes?.services ?? []).map(\.name))
        let named =
            health.map(\.service) + databases.map(\.service.name)
            + (migrations.first?.service.map { [$0.value] } ?? [])
        return Set(named).subtracting(known).sorted()
    }
}
