extension World {
    /// A new namespace gets what every namespace has; one that goes is emptied first.
    mutating func reconcileNamespace(_ key: ObjectKey) {
        guard let namespace = object(key) else { return }
        if !namespace.isLeaving {
            if object("serviceaccounts", key.name, "default") == nil {
                // The namespace may have begun to go: then it needs none.
                _ = try? make("serviceaccounts", ["metadata": ["name": "default"]], in: key.name)
            }
            if object("configmaps", key.name, "kube-root-ca.crt") == nil {
                let map: JSON = [
                    "metadata": ["name": "kube-root-ca.crt"], "data": ["ca.crt": "the stand-in has none\n"],
                ]
                // As above.
                _ = try? make("configmaps", map, in: key.name)
            }
            return
        }
        var isEmpty = true
        for kind in Kind.all where kind.isNamespaced {
            for object in all(kind.id, in: key.name) {
                isEmpty = false
                if !object.isLeaving {
                    var deletion = Deletion()
                    deletion.policy = .background
                    // Gone already is as good.
                    _ = try? delete(ObjectKey(of: object, as: kind), deletion)
                } else if kind.id == "pods" {
                    touch(ObjectKey(of: object, as: kind))
                }
            }
        }
        if isEmpty, shelvesAreEmpty(key.name) {
            remove(key)
        } else {
            touch(key, afterSeconds: 1)
        }
    }

    private func shelvesAreEmpty(_ namespace: String) -> Bool {
        shelves.values.allSatisfy { $0[namespace]?.isEmpty ?? true }
    }

    /// Tells which pods a service leads to.
    mutating func reconcileService(_ key: ObjectKey) {
        guard let service = object(key), !service.isLeaving else { return }
        let selector = service.texts("spec", "selector")
        guard !selector.isEmpty else { return }
        let match = LabelMatch(equal: selector)
        let pods = all("pods", in: key.namespace).filter {
            match.match($0.labels) && !$0.words("status", "podIP").isEmpty
                && !["Succeeded", "Failed"].contains($0.words("status", "phase"))
        }
        let endpoints: [JSON] = pods.map { pod in
            let isReady = pod.isReady && !pod.isLeaving
            return [
                "addresses": [pod[["status", "podIP"]] ?? ""],
                "conditions": [
                    "ready": .bool(isReady), "serving": .bool(pod.isReady),
                    "terminating": .bool(pod.isLeaving),
                ],
                "nodeName": pod[["spec", "nodeName"]] ?? "",
                "targetRef": [
                    "kind": "Pod", "namespace": .text(key.namespace), "name": .text(pod.name),
                    "uid": .text(pod.uid),
                ],
            ]
        }
        let ports: [JSON] = service.items("spec", "ports").map { port in
            [
                "name": port["name"] ?? "", "port": World.number(port["targetPort"], of: pods.first),
                "protocol": port["protocol"] ?? "TCP",
            ]
        }
        write(service, endpoints, ports)
    }

    private static func number(_ port: JSON?, of pod: JSON?) -> JSON {
        guard let name = port?.text else { return port ?? 0 }
        return pod?.items("spec", "containers").flatMap { $0.items("ports") }
            .first { $0.words("name") == name }?["containerPort"] ?? 0
    }

    private mutating func write(_ service: JSON, _ endpoints: [JSON], _ ports: [JSON]) {
        let slice = governed(by: service, kind: "endpointslices.discovery.k8s.io").first
        guard let slice else {
            var labels = service.labels
            labels["kubernetes.io/service-name"] = service.name
            labels["endpointslice.kubernetes.io/managed-by"] = "endpointslice-controller.k8s.io"
            let made: JSON = [
                "metadata": [
                    "generateName": "\(service.name)-", "labels": JSON(labels),
                    "ownerReferences": [Parent.reference(service)],
                ], "addressType": "IPv4", "endpoints": .list(endpoints), "ports": .list(ports),
            ]
            // The namespace may be going.
            _ = try? make("endpointslices.discovery.k8s.io", made, in: service.namespace)
            return
        }
        amend(ObjectKey(of: slice, as: Kind.named("endpointslices.discovery.k8s.io"))) {
            $0["endpoints"] = .list(endpoints)
            $0["ports"] = .list(ports)
        }
    }

    mutating func reconcileBudget(_ key: ObjectKey) {
        guard let budget = object(key) else { return }
        let match = LabelMatch(budget[["spec", "selector"]] ?? [:])
        let pods = all("pods", in: key.namespace).filter { match.match($0.labels) && $0.isActive }
        let expected = Int64(pods.count)
        let healthy = Int64(pods.filter(\.isReady).count)
        let spec = budget["spec"] ?? [:]
        let least =
            spec["maxUnavailable"].map {
                max(0, expected - Quantity.share($0, of: expected, roundingUp: true))
            } ?? Quantity.share(spec["minAvailable"], of: expected, roundingUp: true)
        let allowed = max(0, healthy - least)
        var conditions = budget.items("status", "conditions")
        Conditions.set(
            "DisruptionAllowed", allowed > 0 ? "True" : "False",
            allowed > 0 ? "SufficientPods" : "InsufficientPods", in: &conditions)
        amendStatus(
            key,
            [
                "currentHealthy": .integer(healthy), "desiredHealthy": .integer(least),
                "disruptionsAllowed": .integer(allowed), "expectedPods": .integer(expected),
                "observedGeneration": budget[["metadata", "generation"]] ?? 1,
                "conditions": .list(conditions),
            ])
    }

    mutating func reconcileQuota(_ key: ObjectKey) {
        guard let quota = object(key) else { return }
        let hard = quota[["spec", "hard"]] ?? [:]
        let usage = World.usage(all("pods", in: key.namespace))
        var used: JSON = [:]
        for name in (hard.fields ?? [:]).keys { used[name] = .text(Quantity.text(usage[name] ?? 0)) }
        amendStatus(key, ["hard": hard, "used": used])
    }
}
