extension World {
    /// What the server adds to a new object beyond defaults: addresses, labels, the beginning of a status.
    mutating func prepare(_ object: inout JSON, _ kind: Kind) {
        switch kind.id {
        case "pods":
            var status = object["status"] ?? [:]
            if status["phase"] == nil { status["phase"] = "Pending" }
            object["status"] = status
            if object[["spec", "serviceAccountName"]] == nil {
                object[["spec", "serviceAccountName"]] = "default"
                object[["spec", "serviceAccount"]] = "default"
            }
        case "namespaces": object["status"] = ["phase": "Active"]
        case "services":
            if object[["spec", "clusterIP"]] == nil, object.words("spec", "type") != "ExternalName" {
                addresses += 1
                object[["spec", "clusterIP"]] =
                    .text("10.96.\(addresses / 250 % 250).\(addresses % 250 + 2)")
            }
            if let address = object[["spec", "clusterIP"]] {
                object[["spec", "clusterIPs"]] = [address]
                object[["spec", "ipFamilies"]] = ["IPv4"]
                object[["spec", "ipFamilyPolicy"]] = "SingleStack"
            }
            object["status"] = ["loadBalancer": [:]]
        case "jobs.batch":
            object["status"] = [:]
            guard object[["spec", "manualSelector"]]?.bool != true else { return }
            let uid = JSON.text(object.uid)
            object[["spec", "selector"]] = ["matchLabels": ["batch.kubernetes.io/controller-uid": uid]]
            var labels = object[["spec", "template"]]?.labels ?? [:]
            for prefix in ["", "batch.kubernetes.io/"] {
                labels["\(prefix)controller-uid"] = object.uid
                labels["\(prefix)job-name"] = object.name
            }
            object[["spec", "template", "metadata", "labels"]] = JSON(labels)
        default: if kind.hasStatus, object["status"] == nil { object["status"] = [:] }
        }
    }

    /// What may be refused though it is well formed: pods beyond a quota, or for an account that is not
    /// there.
    func admit(_ object: JSON, _ writing: Writing) throws(Refusal) {
        guard writing.kind.id == "pods" else {
            try admitCount(object, writing)
            return
        }
        let account = object.words("spec", "serviceAccountName")
        if self.object("serviceaccounts", writing.namespace, account) == nil, account != "default" {
            throw .forbidden(
                writing.kind, object.name,
                "error looking up service account \(writing.namespace)/\(account): serviceaccount "
                    + "\"\(account)\" "
                    + "not found")
        }
        for quota in all("resourcequotas", in: writing.namespace) {
            try admit(object, writing, within: quota)
        }
    }

    private func admit(_ pod: JSON, _ writing: Writing, within quota: JSON) throws(Refusal) {
        let hard = quota["spec"]?["hard"]?.fields ?? [:]
        let used = World.usage(all("pods", in: writing.namespace))
        let asked = World.usage([pod])
        let missing = hard.keys.filter { name in
            asked[name] == nil && World.counted.contains(name)
        }.sorted()
        if !missing.isEmpty {
            let names = pod.items("spec", "containers").map { $0.words("name") }.joined(separator: ",")
            throw .forbidden(
                writing.kind, pod.name,
                "failed quota: \(quota.name): must specify "
                    + missing.map { "\($0) for: \(names)" }.joined(separator: "; "))
        }
        let beyond = hard.keys.filter { name in
            guard let more = asked[name] else { return false }
            return (used[name] ?? 0) + more > Quantity.thousandths(hard[name])
        }.sorted()
        guard !beyond.isEmpty else { return }
        func list(_ amount: (String) -> String) -> String {
            beyond.map { "\($0)=\(amount($0))" }.joined(separator: ",")
        }
        throw .forbidden(
            writing.kind, pod.name,
            "exceeded quota: \(quota.name), requested: \(list { Quantity.text(asked[$0] ?? 0) }), "
                + "used: \(list { Quantity.text(used[$0] ?? 0) }), limited: "
                + list { hard[$0]?.text ?? Quantity.text(Quantity.thousandths(hard[$0])) })
    }

    private static let counted: Set<String> = [
        "requests.cpu", "requests.memory", "limits.cpu", "limits.memory", "cpu", "memory",
    ]

    /// What pods take of a quota, in thousandths.
    static func usage(_ pods: [JSON]) -> [String: Int64] {
        var usage: [String: Int64] = [:]
        for pod in pods where !["Succeeded", "Failed"].contains(pod.words("status", "phase")) {
            usage["pods", default: 0] += 1000
            usage["count/pods", default: 0] += 1000
            for container in pod.items("spec", "containers") {
                for (kind, name) in [
                    ("requests", "cpu"), ("requests", "memory"), ("limits", "cpu"), ("limits", "memory"),
                ] {
                    guard let amount = container[["resources", kind, name]] else { continue }
                    usage["\(kind).\(name)", default: 0] += Quantity.thousandths(amount)
                    if kind == "requests" { usage[name, default: 0] += Quantity.thousandths(amount) }
                }
            }
        }
        return usage
    }

    private func admitCount(_ object: JSON, _ writing: Writing) throws(Refusal) {
        let names = [writing.kind.plural, "count/\(writing.kind.id)"]
        for quota in all("resourcequotas", in: writing.namespace) {
            for name in names {
                guard let limit = quota[["spec", "hard", name]] else { continue }
                let used = Int64(all(writing.kind.id, in: writing.namespace).count)
                guard used * 1000 + 1000 > Quantity.thousandths(limit) else { continue }
                throw .forbidden(
                    writing.kind, object.name,
                    "exceeded quota: \(quota.name), requested: \(name)=1, used: \(name)=\(used), limited: "
                        + "\(name)=\(Quantity.text(Quantity.thousandths(limit)))")
            }
        }
    }

    /// Deletes a pod if its budgets allow that.
    mutating func evict(_ key: ObjectKey) throws(Refusal) {
        guard let pod = object(key) else { throw .notFound(Kind.named("pods"), key.name) }
        for budget in all("poddisruptionbudgets.policy", in: key.namespace)
        where LabelMatch(budget[["spec", "selector"]] ?? [:]).match(pod.labels) {
            guard budget.count("status", "disruptionsAllowed") <= 0, pod.isReady else { continue }
            let (needed, healthy) = (
                budget.count("status", "desiredHealthy"), budget.count("status", "currentHealthy")
            )
            let why: JSON =
                .text(
                    "The disruption budget \(budget.name) needs \(needed) healthy pods and has "
                        + "\(healthy) currently")
            throw Refusal(
                code: 429, reason: "TooManyRequests",
                message: "Cannot evict pod as it would violate the pod's disruption budget.",
                details: ["causes": [["reason": "DisruptionBudget", "message": why]]])
        }
        _ = try delete(key, Deletion())
    }
}
