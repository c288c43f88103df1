internal import Basis
internal import Updates

/// A service in the cluster's own form: the workload, and the settings that it refers to. What a blueprint
/// keeps, sealed.
struct ServiceSpecification: Sendable {
    /// An object that is applied as it is.
    struct Object: Sendable {
        let resource: Resource
        let name: String
        let body: KubernetesValue
    }

    private static let format = 1

    var workload: Object
    var settings: [Object] = []

    /// As a record; for a seal, and for nothing else.
    var record: Secret {
        let value = KubernetesValue.object([
            .init("format", .int(ServiceSpecification.format)),
            .init("workload", workload.record), .init("settings", .list(settings.map(\.record))),
        ])
        return Secret(String(decoding: value.revealed, as: UTF8.self))
    }

    init(workload: Object, settings: [Object] = []) {
        (self.workload, self.settings) = (workload, settings)
    }

    /// Reads a record; nil if it is none of this format.
    init?(_ record: Secret) {
        guard let tree = JSONTree(Array(record.reveal().utf8)),
            tree["format"]?.int == ServiceSpecification.format,
            let workload = tree["workload"].flatMap({ Object($0) })
        else { return nil }
        self.workload = workload
        settings = (tree["settings"]?.items ?? []).compactMap { Object($0) }
    }
}

extension ServiceSpecification.Object {
    fileprivate var record: KubernetesValue {
        .object([
            .init("apiVersion", .string(resource.apiVersion)), .init("kind", .string(resource.kind)),
            .init("plural", .string(resource.plural)), .init("namespaced", .bool(resource.isNamespaced)),
            .init("name", .string(name)), .init("body", body),
        ])
    }

    fileprivate init?(_ tree: JSONTree) {
        guard let apiVersion = tree["apiVersion"]?.string, let kind = tree["kind"]?.string,
            let plural = tree["plural"]?.string, let name = tree["name"]?.string, let body = tree["body"]
        else { return nil }
        let isNamespaced = tree["namespaced"]?.bool ?? true
        self.init(
            resource: Resource(apiVersion, kind, plural, isNamespaced: isNamespaced), name: name,
            body: KubernetesValue(body))
    }
}
