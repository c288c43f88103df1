import ClusterStandIn

/// The objects of the tests, as anybody would write them.
enum Bodies {
    static func map(_ name: String, _ value: String = "1", labels: [String: JSON] = [:]) -> JSON {
        [
            "apiVersion": "v1", "kind": "ConfigMap",
            "metadata": ["name": .text(name), "labels": .object(labels)], "data": ["key": .text(value)],
        ]
    }

    /// Resources so small that many fit on any node.
    private static let modest: JSON = ["requests": ["cpu": "1m", "memory": "8Mi"]]

    static func container(_ image: String) -> JSON {
        [
            "name": "app", "image": .text(TestCluster.image(image)), "imagePullPolicy": "IfNotPresent",
            "ports": [["containerPort": 8080]], "resources": modest,
            "readinessProbe": ["httpGet": ["path": "/health", "port": 8080], "periodSeconds": 1],
        ]
    }

    /// A container that runs a line of shell.
    static func shell(_ line: String) -> JSON {
        [
            "name": "run", "image": .text(TestCluster.image("shell")), "imagePullPolicy": "IfNotPresent",
            "command": ["sh", "-c", .text(line)], "resources": modest,
        ]
    }

    static func template(_ name: String, _ containers: [JSON], _ more: JSON = [:]) -> JSON {
        var spec: JSON = ["containers": .list(containers), "terminationGracePeriodSeconds": 2]
        for (key, value) in more.fields ?? [:] { spec[key] = value }
        return ["metadata": ["labels": ["app": .text(name)]], "spec": spec]
    }

    static func workload(
        _ kind: String, _ name: String, _ image: String, replicas: Int64? = 2, _ more: JSON = [:]
    ) -> JSON {
        var spec: JSON = [
            "selector": ["matchLabels": ["app": .text(name)]], "template": template(name, [container(image)]),
        ]
        if let replicas { spec["replicas"] = .integer(replicas) }
        for (key, value) in more.fields ?? [:] { spec[key] = value }
        return [
            "apiVersion": "apps/v1", "kind": .text(kind), "metadata": ["name": .text(name)], "spec": spec,
        ]
    }

    static func deployment(_ image: String, replicas: Int64 = 2, _ more: JSON = [:]) -> JSON {
        workload("Deployment", "web", image, replicas: replicas, more)
    }

    static func pod(_ name: String, _ container: JSON, _ more: JSON = [:]) -> JSON {
        var body = template(name, [container], more)
        body["apiVersion"] = "v1"
        body["kind"] = "Pod"
        body[["metadata", "name"]] = .text(name)
        return body
    }

    static func job(_ name: String, _ line: String, _ more: JSON = [:]) -> JSON {
        var spec: JSON = [
            "backoffLimit": 0, "template": template(name, [shell(line)], ["restartPolicy": "Never"]),
        ]
        for (key, value) in more.fields ?? [:] { spec[key] = value }
        return [
            "apiVersion": "batch/v1", "kind": "Job", "metadata": ["name": .text(name)], "spec": spec,
        ]
    }

    static func service(_ name: String, to app: String) -> JSON {
        [
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": .text(name)],
            "spec": [
                "selector": ["app": .text(app)], "ports": [["port": 80, "targetPort": 8080]],
            ],
        ]
    }
}
