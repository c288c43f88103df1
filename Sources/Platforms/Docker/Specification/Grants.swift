internal import Basis
internal import Updates

/// The secrets and configuration files of a service, by how they reach its containers.
///
/// A file of the host is mounted as it is. Content that is no file, and files that are to have another owner
/// or other permissions, are put into the container before it starts.
struct Grants {
    /// Mounts, as `source:target:ro`.
    private(set) var binds: [String] = []
    /// Files to be put in.
    private(set) var files: [SpecifiedFile] = []
    /// What cannot be had, in words.
    private(set) var faults: [String] = []

    init(of service: ComposeService, in context: SpecificationContext) {
        for grant in service.secrets {
            let asset = context.project.secrets.first { $0.key.value == grant.source.value }
            let target = Grants.target(of: grant, in: "/run/secrets")
            add(grant, asset, at: target, context) { context.folders.ofProject($0) }
        }
        for grant in service.configs {
            let asset = context.project.configs.first { $0.key.value == grant.source.value }
            let target = Grants.target(of: grant, in: "")
            add(grant, asset, at: target, context) {
                context.folders.readOnly($0, isTracked: context.isTracked)
            }
        }
    }

    /// A target that is no whole path is a name in the usual folder.
    private static func target(of grant: ComposeGrant, in folder: String) -> String {
        let written = grant.target?.value ?? grant.source.value
        return written.hasPrefix("/") ? written : "\(folder)/\(written)"
    }

    private mutating func add(
        _ grant: ComposeGrant, _ asset: ComposeAsset?, at target: String, _ context: SpecificationContext,
        whole path: (String) -> String
    ) {
        let isFormed = grant.owner != nil || grant.group != nil || grant.mode != nil
        if let file = asset?.file?.value {
            let source = path(file)
            guard isFormed else {
                binds.append("\(context.path(source)):\(target):ro")
                return
            }
            guard let bytes = context.file(source) else {
                faults.append("the file \(source) for \(target) cannot be read")
                return
            }
            add(grant, Secret(String(decoding: bytes, as: UTF8.self)), at: target)
        } else if let content = asset?.content {
            add(grant, content, at: target)
        } else {
            faults.append("nothing is known of the content of `\(grant.source.value)`")
        }
    }

    private mutating func add(_ grant: ComposeGrant, _ content: Secret, at target: String) {
        let number = { (text: String?) in text.flatMap { Int64($0) } ?? 0 }
        files.append(
            SpecifiedFile(
                path: target, mode: grant.mode.map { UInt32($0.value & 0o7777) } ?? SpecifiedFile.usualMode,
                owner: number(grant.owner?.value), group: number(grant.group?.value), content: content))
    }
}
