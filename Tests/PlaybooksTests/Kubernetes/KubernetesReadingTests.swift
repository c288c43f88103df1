import Basis
import Playbooks
import Testing
import Updates

/// What is read of right manifests.
@Suite struct KubernetesReadingTests {
    @Test func rightManifestsHaveNothingWrong() {
        let reading = KubernetesSample.read(KubernetesSample.whole)
        #expect(reading.problems.map(\.golden) == [])
        #expect(reading.findings.map(\.golden) == [])
        #expect(reading.objects.count == 6)
    }

    @Test func workloadIsReadWithItsPlaces() throws {
        let object = try #require(KubernetesSample.read(KubernetesSample.whole).objects.first)
        let workload = try #require(object.workload)
        #expect(object.name.span.description == "app.yaml:4:9")
        #expect(workload.kind == .deployment)
        #expect(workload.replicas?.value == 3)
        #expect(workload.replicas?.span.description == "app.yaml:7:13")
        #expect(workload.strategy?.maxUnavailable?.value == .count(0))
        #expect(workload.strategy?.maxSurge?.value == .percent(25))
        #expect(workload.minReadySeconds?.value == 5)
        #expect(workload.progressDeadlineSeconds?.value == 120)
        #expect(workload.template.graceSeconds == 45)
        let container = try #require(workload.template.containers.first)
        #expect(container.image?.value == "registry.example.com/web:1.4.2")
        #expect(container.ports.map(\.number.value) == [8080])
        #expect(container.preStop?.value.sleepSeconds == 10)
        #expect(container.liveness?.patienceSeconds == 60)
        #expect(container.mounts.map(\.path.value) == ["/cache"])
        #expect(container.resources.limits.map(\.value.value) == ["1", "128Mi"])
        #expect(container.variables.map(\.name.value) == ["MODE", "DB_PASSWORD"])
        guard case .secret(let name, let key, _)? = container.variables.last?.source else {
            Issue.record("the variable does not come from a secret")
            return
        }
        #expect((name.value, key.value) == ("db", "password"))
    }

    @Test func otherKindsAreRead() throws {
        let bodies = KubernetesSample.read(KubernetesSample.whole + KubernetesSample.autoscaler).objects.map(
            \.body)
        guard case .service(let service) = bodies[1], case .disruptionBudget(let budget) = bodies[2],
            case .ingress(let ingress) = bodies[3], case .configMap(let map) = bodies[4],
            case .secret(let secret) = bodies[5], case .autoscaler(let autoscaler) = bodies[6]
        else {
            Issue.record("a kind is not known")
            return
        }
        #expect(service.ports.first?.target?.value == "http")
        #expect(budget.maxUnavailable?.value == .count(1))
        #expect(ingress.backends.map(\.service.value) == ["web"])
        #expect(ingress.certificates.map(\.value) == ["certificate"])
        #expect(map.keys.map(\.value) == ["LEVEL"])
        #expect(secret.entries.map(\.name.value) == ["other", "password"])
        #expect(autoscaler.minReplicas?.value == 2)
        #expect(autoscaler.maxReplicas?.value == 8)
    }

    @Test func secretsAreNeverInADescription() {
        let text = KubernetesSample.with("value: production", "value: hunter2-hunter2")
        var shown = ""
        for object in KubernetesSample.read(text).objects { dump(object, to: &shown) }
        shown += KubernetesSample.read(text).objects.map { String(reflecting: $0) }.joined()
        #expect(!shown.contains("hunter2"))
        #expect(!shown.contains("aHVudGVyMw"))
    }

    @Test(arguments: [
        ("password: hunter2-hunter2", "password: [hunter2-hunter2]"),
        ("password: hunter2-hunter2", "password: hunter2-hunter2\n  password: hunter2-hunter2"),
        ("other: aHVudGVyMw==", "other: hunter2!"),
        ("value: production", "value: [hunter2-hunter2]"),
        ("MODE, value: production", "API_TOKEN, value: hunter2-hunter2"),
        ("kind: Secret", "kind: Secret\nhunter2: \"hunter2"),
    ])
    func secretsAreNeverInADiagnostic(_ old: String, _ new: String) {
        let reading = KubernetesSample.read(KubernetesSample.with(old, new))
        let all = reading.problems + reading.findings
        #expect(!all.isEmpty)
        #expect(!all.map { "\($0)" }.joined().contains("hunter2-"))
    }

    @Test func listsAreUnpacked() {
        let reading = KubernetesSample.read(
            """
            apiVersion: v1
            kind: List
            items:
              - { apiVersion: v1, kind: ConfigMap, metadata: { name: one } }
              - apiVersion: v1
                kind: ConfigMapList
                items: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: two } }]
            """)
        #expect(reading.problems.map(\.golden) == [])
        #expect(reading.objects.map(\.name.value) == ["one", "two"])
    }

    @Test func unknownKindsAreCarriedThroughUntouched() throws {
        let reading = KubernetesSample.read(
            """
            apiVersion: example.com/v1
            kind: Deployment
            metadata: { name: strange, namespace: far }
            spec: { replica: 3, list: [1, 2.5, true, ~, "x"], env: [{ name: A, value: hidden }] }
            """)
        let object = try #require(reading.objects.first)
        #expect(reading.problems == [])
        #expect(object.body == .opaque)
        #expect(object.namespace?.value == "far")
        #expect(object.content["spec"]?["replica"] == .int(3))
        #expect(
            object.content["spec"]?["list"]
                == .list([.int(1), .float(2.5), .bool(true), .null, .string("x")]))
        #expect(
            object.content["spec"]?["env"]
                == .list([.object([.init("name", .string("A")), .init("value", .secret(Secret("hidden")))])]))
    }

    @Test func filesAreReadTogether() {
        let service = """
            apiVersion: v1
            kind: Service
            metadata: { name: api, namespace: shop }
            spec: { selector: { app: api }, ports: [{ port: 80 }] }
            """
        let pod = """
            apiVersion: v1
            kind: Pod
            metadata: { name: api, labels: { app: api } }
            spec: { containers: [{ name: api, image: "api:1" }] }
            """
        let files = [("service.yaml", service), ("pod.yaml", pod)].map {
            KubernetesFile(name: $0.0, bytes: Array($0.1.utf8))
        }
        #expect(KubernetesReading(files, namespace: "shop").problems == [])
        #expect(KubernetesReading(files).problems.map(\.code) == ["kubernetes.selects-nothing"])
    }

    @Test func jobsAndStatefulSetsAreRead() throws {
        let reading = KubernetesSample.read(
            """
            apiVersion: batch/v1
            kind: CronJob
            metadata: { name: tidy }
            spec:
              schedule: "0 3 * * *"
              jobTemplate:
                spec:
                  template:
                    spec: { restartPolicy: Never, containers: [{ name: tidy, image: "tidy:1.0" }] }
            ---
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: { name: db }
            spec:
              serviceName: db
              selector: { matchLabels: { app: db } }
              updateStrategy: { rollingUpdate: { partition: 1 } }
              template:
                metadata: { labels: { app: db } }
                spec:
                  containers:
                    - { name: db, image: "db:16", volumeMounts: [{ name: data, mountPath: /data }] }
              volumeClaimTemplates: [{ metadata: { name: data }, spec: {} }]
            """)
        #expect(reading.problems.map(\.golden) == [])
        let workloads = reading.objects.compactMap(\.workload)
        #expect(workloads.map(\.kind) == [.cronJob, .statefulSet])
        #expect(workloads.first?.schedule?.value == "0 3 * * *")
        #expect(workloads.last?.claims.map(\.value) == ["data"])
        #expect(workloads.last?.strategy?.partition?.value == 1)
    }
}
