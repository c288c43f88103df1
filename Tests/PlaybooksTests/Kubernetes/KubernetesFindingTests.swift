import Basis
import Playbooks
import Testing

/// Every way of dropping requests, and what is said of it. The sample itself, right in everything, is the
/// good case of each.
@Suite struct KubernetesFindingTests {
    typealias Case = KubernetesProblemTests.Case

    @Test(arguments: cases)
    func findingIsReported(_ bad: Case) {
        let reading = KubernetesSample.read(KubernetesSample.with(bad.old, bad.new))
        #expect(reading.problems.map(\.golden) == [])
        #expect(reading.findings.map(\.golden) == bad.golden)
    }

    static let cases = [
        Case(
            "readinessProbe", "startupProbe",
            "21:17 no-readiness-probe warning: `web` gets requests and has no readiness probe"),
        Case(
            "preStop:\n              exec: { command: [sh, -c, \"sleep 10\"] }\n", "postStart: {}\n",
            "21:17 no-pre-stop-delay warning: `web` ends at once when its pod is taken away"),
        Case(
            "replicas: 3", "replicas: 1",
            "7:13 single-replica warning: Deployment `web` serves with a single pod"),
        Case(
            "maxUnavailable: 0,", "maxUnavailable: 100%,",
            "14:38 all-unavailable warning: while Deployment `web` is rolled, all 3 pods may be gone"),
        Case(
            "replicas: 3\n", "replicas: 1 # one\n",
            "7:13 single-replica warning: Deployment `web` serves with a single pod"),
        Case(
            "maxUnavailable: 0, maxSurge: \"25%\"", "maxUnavailable: 3",
            "14:38 all-unavailable warning: while Deployment `web` is rolled, all 3 pods may be gone"),
        Case(
            "terminationGracePeriodSeconds: 45", "terminationGracePeriodSeconds: 10",
            "19:38 short-grace warning: `web` waits 10s and is killed after 10s"),
        Case(
            "exec: { command: [sh, -c, \"sleep 10\"] }", "sleep: { seconds: 60 }",
            "19:38 short-grace error: `web` waits 60s and is killed after 45s"),
        Case(
            "\"sleep 10\"", "\"nginx -s quit; sleep 1m\"",
            "19:38 short-grace warning: `web` waits 60s and is killed after 45s"),
        Case(
            "kind: PodDisruptionBudget\n", "kind: PodDisruptionBudge\n",
            "4:9 no-disruption-budget warning: Deployment `web` has 3 pods and no disruption budget"),
        Case(
            "maxUnavailable: 1\n", "maxUnavailable: 0\n",
            "62:19 blocked-drain warning: of 3 pods none may be taken away"),
        Case(
            "maxUnavailable: 1\n", "minAvailable: 100%\n",
            "62:17 blocked-drain warning: of 3 pods none may be taken away"),
        Case(
            "web:1.4.2", "web",
            """
            22:18 mutable-image warning: the image `registry.example.com/web` has no tag, which means \
            `latest`
            """),
        Case(
            "web:1.4.2", "web:latest",
            """
            22:18 mutable-image warning: the image `registry.example.com/web:latest` is `latest`, \
            which moves
            """),
        Case(
            "name: MODE, value: production", "name: DB_PASSWORD, value: production",
            "26:23 plain-secret warning: the value of `DB_PASSWORD` is written in the manifest"),
        Case(
            "name: MODE, value: production", "name: URL, value: \"pg://u:p4ss@db/x\"",
            "26:23 plain-secret warning: the value of `URL` is written in the manifest"),
        Case(
            "type: RollingUpdate\n    rollingUpdate: { maxUnavailable: 0, maxSurge: \"25%\" }",
            "type: Recreate",
            """
            13:11 recreate warning: Deployment `web` serves, and all its pods end before new ones \
            begin
            """),
        Case(
            "failureThreshold: 6", "failureThreshold: 1",
            "35:13 strict-liveness warning: `web` is killed after 10s, taken out of service after 30s"),
        Case(
            "{ path: /ready, port: http }", "{ path: /live, port: http }\n            timeoutSeconds: 3",
            "36:13 strict-liveness warning: `web` has 1s to answer or be killed, 3s to be ready"),
    ]

    /// What looks like one of them and is none.
    @Test(arguments: [
        ("web:1.4.2", "web@sha256:" + String(repeating: "a", count: 64)),
        ("name: MODE, value: production", "name: PASSWORD_FILE, value: secret.txt"),
        ("name: MODE, value: production", "name: TOKEN, value: /run/secrets/token"),
        ("name: MODE, value: production", "name: PASSWORD, value: $(OTHER)"),
        ("name: MODE, value: production", "name: URL, value: \"pg://user@db/x\""),
        ("replicas: 3", "replicas: 0"),
        ("  - { name: http, port: 80, targetPort: http }", "  - { name: http, port: 80, targetPort: 8080 }"),
    ])
    func harmlessIsNotReported(_ old: String, _ new: String) {
        #expect(KubernetesSample.read(KubernetesSample.with(old, new)).findings.map(\.golden) == [])
    }

    @Test func autoscalerAndReplicasAreReported() {
        let both = KubernetesSample.read(KubernetesSample.whole + KubernetesSample.autoscaler)
        let golden = """
            7:13 replicas-with-autoscaler warning: `replicas: 3` is written, and an autoscaler sets the \
            number too
            """
        #expect(both.findings.map(\.golden) == [golden])
        let one = KubernetesSample.with("  replicas: 3\n", "", adding: KubernetesSample.autoscaler)
        #expect(KubernetesSample.read(one).findings == [])
    }

    @Test func workloadThatNobodyAsksIsNotServed() {
        let text = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: worker }
            spec:
              strategy: { type: Recreate }
              selector: { matchLabels: { app: worker } }
              template:
                metadata: { labels: { app: worker } }
                spec: { containers: [{ name: worker, image: "worker:1.0" }] }
            """
        #expect(KubernetesSample.read(text).findings.map(\.golden) == [])
    }
}
