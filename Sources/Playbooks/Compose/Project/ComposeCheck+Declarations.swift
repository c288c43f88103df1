import Basis
import Updates

extension ComposeCheck {
    /// Everything that is used is declared.
    func checkDeclarations(_ finding: inout ComposeFindings) {
        let volumes = Set(project.volumes.map(\.key.value))
        let networks = Set(project.networks.map(\.key.value))
        let secrets = Set(project.secrets.map(\.key.value))
        let configs = Set(project.configs.map(\.key.value))
        var used: Set<String> = []
        for service in project.services + project.dormant {
            for mount in service.mounts where mount.kind == .volume {
                mount.source.map { _ = used.insert($0.value) }
            }
        }
        for service in project.services {
            finding.path = "services.\(service.name.value)"
            for mount in service.mounts where mount.kind == .volume {
                guard let source = mount.source, !volumes.contains(source.value) else { continue }
                report(volume: source, known: volumes, &finding)
            }
            for network in service.networking.attachments.map(\.network)
            where !networks.contains(network.value) {
                report(.undeclaredNetwork, "network", network, known: networks, &finding)
            }
            for secret in service.secrets.map(\.source) + (service.build?.secrets ?? []).map(\.source)
            where !secrets.contains(secret.value) {
                report(.undeclaredSecret, "secret", secret, known: secrets, &finding)
            }
            for config in service.configs.map(\.source) where !configs.contains(config.value) {
                report(.undeclaredConfig, "config", config, known: configs, &finding)
            }
        }
        finding.path = ""
        for volume in project.volumes
        where !used.contains(volume.key.value) && volume.isExternal?.value != true {
            finding.report(
                .unusedVolume, "no service mounts the volume `\(volume.key.value)`", at: volume.key.span,
                severity: .warning)
        }
    }

    private func report(
        volume: Located<String>, known: Set<String>, _ finding: inout ComposeFindings
    ) {
        let name = finding.lines.shown(volume)
        var remedy = "Add `\(name):` under the top-level `volumes:`, or write `./\(name)` for a directory."
        if name.contains("$") {
            remedy = "Its variables make a name: begin it with ./ or / for a directory."
        } else if name.contains("/") {
            remedy = "It contains a slash: did you mean `./\(name)`?"
        } else if let nearest = known.sorted().nearest(to: name) {
            remedy = "Did you mean `\(nearest)`? Otherwise add `\(name):` under the top-level `volumes:`."
        }
        finding.report(
            .undeclaredVolume, "the volume `\(name)` is not declared", at: volume.span, remedy: remedy)
    }

    private func report(
        _ code: ComposeCode, _ word: String, _ name: Located<String>, known: Set<String>,
        _ finding: inout ComposeFindings
    ) {
        let nearest = known.sorted().nearest(to: name.value).map { "Did you mean `\($0)`? " } ?? ""
        let shown = finding.lines.shown(name)
        finding.report(
            code, "the \(word) `\(shown)` is not declared", at: name.span,
            remedy: "\(nearest)Add `\(shown):` under the top-level `\(word)s:`.")
    }

    /// What exists elsewhere has no settings here, and every secret has one source.
    func checkExternals(_ finding: inout ComposeFindings) {
        for volume in project.volumes where volume.isExternal?.value == true {
            let hasMore = volume.driver != nil || !volume.driverOptions.isEmpty || !volume.labels.isEmpty
            reportExternal(hasMore, "volumes.\(volume.key.value)", at: volume.key.span, &finding)
        }
        for network in project.networks where network.isExternal?.value == true {
            let hasMore =
                network.driver != nil || !network.driverOptions.isEmpty || !network.labels.isEmpty
                || !network.pools.isEmpty || network.isInternal != nil
            reportExternal(hasMore, "networks.\(network.key.value)", at: network.key.span, &finding)
        }
        for (word, assets) in [("secrets", project.secrets), ("configs", project.configs)] {
            for asset in assets { checkSource(asset, word, &finding) }
        }
    }

    private func reportExternal(
        _ hasMore: Bool, _ path: String, at span: Span, _ finding: inout ComposeFindings
    ) {
        guard hasMore else { return }
        finding.path = path
        finding.report(.externalConflict, "it is external and has settings of its own", at: span)
    }

    private func checkSource(_ asset: ComposeAsset, _ word: String, _ finding: inout ComposeFindings) {
        finding.path = "\(word).\(asset.key.value)"
        let isWritten = asset.content != nil && asset.variable == nil
        let sources = [asset.file != nil, asset.variable != nil, isWritten].count { $0 }
        if asset.isExternal?.value == true {
            reportExternal(sources > 0, finding.path, at: asset.key.span, &finding)
            if sources == 0 {
                finding.report(
                    .unsupportedKey, "only clusters keep it outside of the project", at: asset.key.span,
                    remedy: "Use `file` or `environment`.")
            }
            return
        }
        if sources != 1 {
            let what = sources == 0 ? "it has no source" : "it has \(sources) sources"
            finding.report(.noContent, what, at: asset.key.span)
        } else if let variable = asset.variable, asset.content == nil {
            finding.report(
                .requiredVariable, "`\(finding.lines.shown(variable))` has no value", at: variable.span)
        }
    }
}
