/// Where an object is kept.
struct ObjectKey: Hashable, Sendable {
    /// The kind by its id: `deployments.apps`.
    let kind: String
    /// Empty for what stands in no namespace.
    let namespace: String
    let name: String

    init(_ kind: String, _ namespace: String, _ name: String) {
        (self.kind, self.namespace, self.name) = (kind, namespace, name)
    }

    /// Where an object of a kind belongs.
    init(of object: JSON, as kind: Kind) {
        self.init(kind.id, object.words("metadata", "namespace"), object.words("metadata", "name"))
    }
}

extension JSON {
    var name: String { words("metadata", "name") }
    var namespace: String { words("metadata", "namespace") }
    var uid: String { words("metadata", "uid") }
    var labels: [String: String] { texts("metadata", "labels") }
    var revision: Int64 { Int64(words("metadata", "resourceVersion")) ?? 0 }
    var isLeaving: Bool { self[["metadata", "deletionTimestamp"]] != nil }
    var finalizers: [String] { items("metadata", "finalizers").compactMap(\.text) }
    var owners: [JSON] { items("metadata", "ownerReferences") }
    /// The owner that governs it.
    var controller: JSON? { owners.first { $0["controller"]?.bool == true } }
}
