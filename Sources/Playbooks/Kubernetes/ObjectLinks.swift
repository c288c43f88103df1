import Basis
import Updates

/// Who chooses and who names whom among objects that are applied together.
struct ObjectLinks {
    /// Something that makes pods with known labels; `workload` is nil for bare pods and replica sets.
    struct Pods {
        let namespace: String
        let labels: [String: String]
        let object: KubernetesObject
        var workload: Workload? { object.workload }
        var services: [(object: KubernetesObject, service: ClusterService)] = []
        var budgets: [DisruptionBudget] = []
        var autoscaler: HorizontalAutoscaler?

        /// The least number of pods that there are in peace.
        var replicaCount: Int {
            if let autoscaler { return autoscaler.minReplicas?.value ?? 1 }
            return workload?.replicaCount ?? 1
        }
    }

    private struct Label: Hashable {
        let namespace: String
        let name: String
        let value: String
    }

    private struct Identity: Hashable {
        let group: String
        let kind: String
        let namespace: String
        let name: String
    }

    private struct Target: Hashable {
        let kind: String
        let namespace: String
        let name: String
    }

    let objects: [KubernetesObject]
    private let namespace: String?
    private(set) var pods: [Pods] = []
    /// Whether a custom resource is among the objects: it may make pods and other objects of its own.
    private(set) var holdsStrangers = false
    private(set) var holdsServices = false
    private var podsByLabel: [Label: [Int]] = [:]
    private var podsByNamespace: [String: [Int]] = [:]
    private var podsByTarget: [Target: Int] = [:]
    private var byIdentity: [Identity: KubernetesObject] = [:]
    private(set) var duplicates: [(object: KubernetesObject, first: KubernetesObject)] = []

    init(_ objects: [KubernetesObject], namespace: String?) {
        (self.objects, self.namespace) = (objects, namespace)
        for object in objects { add(object) }
        for object in objects { link(object) }
    }

    func namespace(of object: KubernetesObject) -> String { object.namespace?.value ?? namespace ?? "" }

    func object(kind: String, name: String, beside object: KubernetesObject) -> KubernetesObject? {
        let space = namespace(of: object)
        for group in ["", "apps", "batch", "extensions", "networking.k8s.io"] {
            let identity = Identity(group: group, kind: kind, namespace: space, name: name)
            if let found = byIdentity[identity] { return found }
        }
        return nil
    }

    func hasPods(beside object: KubernetesObject) -> Bool { podsByNamespace[namespace(of: object)] != nil }

    /// The pods that a selector chooses in the namespace of an object.
    func chosen(by selector: LabelSelector, of object: KubernetesObject) -> [Int] {
        let space = namespace(of: object)
        // The rarest of the labels leaves the fewest to be looked at.
        let lists = selector.labels.map { label in
            podsByLabel[Label(namespace: space, name: label.name.value, value: label.value.value)] ?? []
        }
        let candidates = lists.min { $0.count < $1.count } ?? podsByNamespace[space] ?? []
        return candidates.filter { selector.matches(pods[$0].labels) }
    }

    private mutating func add(_ object: KubernetesObject) {
        let space = namespace(of: object)
        let identity = Identity(
            group: object.group, kind: object.kind.value, namespace: space, name: object.name.value)
        if let first = byIdentity[identity] {
            duplicates.append((object, first))
        } else {
            byIdentity[identity] = object
        }
        if object.isStranger { holdsStrangers = true }
        if case .service = object.body { holdsServices = true }
        guard let labels = object.podLabels else { return }
        for (name, value) in labels {
            podsByLabel[Label(namespace: space, name: name, value: value), default: []].append(pods.count)
        }
        podsByNamespace[space, default: []].append(pods.count)
        podsByTarget[Target(kind: object.kind.value, namespace: space, name: object.name.value)] = pods.count
        pods.append(Pods(namespace: space, labels: labels, object: object))
    }

    private mutating func link(_ object: KubernetesObject) {
        switch object.body {
        case .service(let service):
            guard let selector = service.selector else { return }
            for index in chosen(by: selector, of: object) { pods[index].services.append((object, service)) }
        case .disruptionBudget(let budget):
            guard let selector = budget.selector else { return }
            for index in chosen(by: selector, of: object) { pods[index].budgets.append(budget) }
        case .autoscaler(let autoscaler):
            let target = Target(
                kind: autoscaler.targetKind.value, namespace: namespace(of: object),
                name: autoscaler.targetName.value)
            if let index = podsByTarget[target] { pods[index].autoscaler = autoscaler }
        case .workload, .configMap, .secret, .ingress, .opaque: return
        }
    }
}

extension KubernetesObject {
    /// Of a kind that the cluster itself does not have.
    fileprivate var isStranger: Bool {
        guard case .opaque = body else { return false }
        return group.contains(".") && !group.hasSuffix(".k8s.io")
    }

    /// The labels of the pods that it makes, or of the pod that it is.
    fileprivate var podLabels: [String: String]? {
        if let workload { return workload.template.labelValues }
        guard case .opaque = body else { return nil }
        switch kind.value {
        case "Pod":
            return Dictionary(labels.map { ($0.name.value, $0.value.value) }) { first, _ in first }
        case "ReplicaSet", "ReplicationController":
            guard case .object(let fields)? = content["spec"]?["template"]?["metadata"]?["labels"] else {
                return nil
            }
            let texts = fields.compactMap { field -> (String, String)? in
                guard case .string(let text) = field.value else { return nil }
                return (field.key, text)
            }
            return Dictionary(texts) { first, _ in first }
        default: return nil
        }
    }
}
