import Basis
import Playbooks
import Testing

/// Every way of being wrong, and what is said of it.
@Suite struct KubernetesProblemTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let old: String
        let new: String
        let golden: [String]
        var testDescription: String { String(new.map { $0 == "\n" ? "¶" : $0 }) }

        init(_ old: String, _ new: String, _ golden: String...) {
            (self.old, self.new, self.golden) = (old, new, golden)
        }
    }

    @Test(arguments: cases)
    func problemIsReported(_ wrong: Case) {
        let reading = KubernetesSample.read(KubernetesSample.with(wrong.old, wrong.new))
        #expect(reading.problems.map(\.golden) == wrong.golden)
    }

    static let cases = [
        Case(
            "replicas: 3", "replicas: three",
            """
            7:13 wrong-type error: expected a whole number, found the text "three" > Write a whole \
            number.
            """),
        Case(
            "replicas: 3", "replicas: -1",
            "7:13 wrong-value error: -1 is out of bounds > Write a whole number from 0 to 2147483647."),
        Case(
            "replicas: 3", "replicsa: 3",
            """
            7:3 misspelt-field warning: `replicsa` is not a field of the workload's `spec` > Did you \
            mean `replicas`?
            """),
        Case(
            "replicas: 3", "replicas: {{ .Values.replicas }}",
            "7:14 template-placeholder error: this is a template such as Helm's: a `{{ … }}` stands here"),
        Case(
            "  name: web\n", "  name: \"{{ .Values.name }}\"\n",
            """
            4:9 template-placeholder error: this is a template such as Helm's: `{{ .Values.name }}` stands \
            here
            """),
        Case(
            "  name: web\n", "  name: Web_1\n",
            """
            4:9 wrong-value error: `Web_1` is not a name that the cluster takes > Use small letters, \
            digits, `-` and `.`, with a letter or digit at both ends.
            """),
        Case(
            "  name: web\n", "  generateName: web-\n",
            "4:3 missing-field error: `metadata.name` is missing > Add `name:` under `metadata:`."),
        Case(
            "kind: Deployment\n", "",
            """
            1:1 missing-field error: `kind` is missing > Add `kind`, or leave the file out if it is \
            no Kubernetes manifest.
            """),
        Case(
            "apiVersion: apps/v1\n", "",
            "1:1 missing-field error: `apiVersion` is missing > Add `apiVersion: apps/v1`."),
        Case(
            "apiVersion: apps/v1\n", "apiVersion: extensions/v1beta1\n",
            """
            1:13 removed-version error: Deployment in `extensions/v1beta1` was removed with \
            Kubernetes 1.16 > Write `apiVersion: apps/v1`.
            """),
        Case(
            "apiVersion: apps/v1\n", "apiVersion: v1\n",
            "1:13 wrong-version error: there is no Deployment in `v1` > Write `apiVersion: apps/v1`."),
        Case(
            "apiVersion: policy/v1\n", "apiVersion: policy/v1beta1\n",
            """
            57:13 removed-version error: PodDisruptionBudget in `policy/v1beta1` was removed with \
            Kubernetes 1.25 > Write `apiVersion: policy/v1`.
            """),
        Case(
            "apiVersion: networking.k8s.io/v1\n", "apiVersion: networking.k8s.io/v1beta1\n",
            """
            66:13 removed-version error: Ingress in `networking.k8s.io/v1beta1` was removed with \
            Kubernetes 1.22 > Write `apiVersion: networking.k8s.io/v1`.
            """),
        Case(
            "matchLabels: { app: web }", "matchLabels: { app: wep }",
            """
            11:25 selector-mismatch error: the selector does not choose the pods of its own template \
            > Add `app: wep` to `template.metadata.labels`.
            """),
        Case(
            "    matchLabels: { app: web }", "    {}",
            """
            11:5 wrong-value error: the selector asks for nothing > Write `matchLabels:` with labels \
            of the template.
            """),
        Case(
            "  selector:\n    matchLabels: { app: web }\n  strategy", "  strategy",
            """
            7:3 missing-field error: `selector` is missing > Add `selector: { matchLabels: { app: \
            web, tier: front } }`.
            """),
        Case(
            "type: RollingUpdate", "type: Rolling",
            """
            13:11 wrong-value error: `Rolling` is not possible here > Write one of RollingUpdate, \
            Recreate, OnDelete.
            """),
        Case(
            "maxUnavailable: 0, maxSurge: \"25%\"", "maxUnavailable: 0, maxSurge: 0",
            """
            14:51 wrong-value error: `maxUnavailable` and `maxSurge` are both 0: nothing could be \
            replaced > Write `maxSurge: 1`.
            """),
        Case(
            "maxSurge: \"25%\"", "maxSurge: 25percent",
            """
            14:51 wrong-value error: `25percent` is no number and no percentage > Write a number \
            without quotes, or a percentage such as "25%".
            """),
        Case(
            "maxSurge: \"25%\"", "maxsurge: \"25%\"",
            """
            14:41 misspelt-field warning: `maxsurge` is not a field of `rollingUpdate` > Did you mean \
            `maxSurge`?
            """),
        Case(
            "containerPort: 8080", "containerPort: 80800",
            "24:44 wrong-value error: 80800 is no port > Write a number from 1 to 65535.",
            "33:44 unknown-port error: the container has no port named `http`",
            "35:43 unknown-port error: the container has no port named `http`",
            "55:43 unknown-port error: no container behind the service has a port named `http`"),
        Case(
            "containerPort: 8080", "containerport: 8080",
            "24:15 missing-field error: `containerPort` is missing > Add `containerPort`.",
            """
            24:29 misspelt-field warning: `containerport` is not a field of a port > Did you mean \
            `containerPort`?
            """,
            "33:44 unknown-port error: the container has no port named `http`",
            "35:43 unknown-port error: the container has no port named `http`",
            "55:43 unknown-port error: no container behind the service has a port named `http`"),
        Case(
            "image: registry.example.com/web:1.4.2", "image: Web Server",
            """
            22:18 wrong-value error: `Web Server` is not the name of an image > Write \
            `[registry/]repository[:tag][@digest]`.
            """),
        Case(
            "- { name: MODE, value: production }", "- { name: MODE, value: true }",
            "26:36 wrong-type error: the value of `MODE` is not a text > Put it in quotes."),
        Case(
            "{ path: /ready, port: http }", "{ path: /ready, port: htpp }",
            "33:44 unknown-port error: the container has no port named `htpp` > Did you mean `http`?"),
        Case(
            "httpGet: { path: /ready, port: http }", "periodSeconds: 5",
            """
            33:13 missing-field error: the probe asks nothing > Add one of `httpGet`, `tcpSocket`, \
            `exec`, `grpc`.
            """),
        Case(
            "{ name: cache, mountPath: /cache }", "{ name: cash, mountPath: /cache }",
            "44:23 unknown-volume error: the pod has no volume `cash`"),
        Case(
            "selector: { app: web }", "selector: { app: wep }",
            "53:13 selects-nothing error: the service selects no pod of these manifests"),
        Case(
            "targetPort: http", "targetPort: https",
            """
            55:43 unknown-port error: no container behind the service has a port named `https` > Did \
            you mean `http`?
            """),
        Case(
            "    matchLabels: { app: web }\n---", "    matchLabels: { app: wep }\n---",
            "64:5 selects-nothing error: the disruption budget selects no pod of these manifests"),
        Case(
            "maxUnavailable: 1\n", "maxUnavailable: 1\n  minAvailable: 1\n",
            """
            63:17 wrong-value error: `minAvailable` and `maxUnavailable` cannot stand together > Keep \
            one of them.
            """),
        Case(
            "service: { name: web, port: { name: http } }", "service: { name: wep }",
            "80:41 names-nothing error: there is no Service `wep` in these manifests"),
        Case(
            "port: { name: http } }", "port: { number: 8080 } }",
            "80:62 unknown-port error: Service `web` has no port `8080` > Its ports are 80, http."),
        Case(
            "LEVEL: info", "LEVEL: 5",
            """
            87:10 wrong-type error: expected a text, found the number 5 > Put it in quotes: entries \
            are texts.
            """),
        Case(
            "other: aHVudGVyMw==", "other: plain!",
            """
            97:10 wrong-value error: the entry `other` is not base64 > Encode it, or move it to \
            `stringData:`.
            """),
        Case(
            "kind: ConfigMap\nmetadata:\n  name: settings", "kind: Secret\nmetadata:\n  name: db",
            "92:9 duplicate-object error: Secret `db` is written a second time"),
        Case(
            "kind: ConfigMap\nmetadata:", "kind: ConfigMap\nmetdata:",
            "82:1 missing-field error: `metadata.name` is missing > Add `metadata:` with a `name:`.",
            """
            84:1 misspelt-field warning: `metdata` is not a field of an object > Did you mean \
            `metadata`?
            """),
    ]

    @Test(arguments: [
        ("- just\n- a list\n", "a.yaml", "1:1 not-an-object error: expected an object, found a list"),
        (
            "just text\n", "a.yaml",
            "1:1 not-an-object error: expected an object, found the text \"just text\""
        ),
        (
            "resources: [a.yaml]\n", "base/kustomization.yaml",
            "1:1 kustomization error: this is a Kustomization of Kustomize, not an object of the cluster"
        ),
        (
            "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n", "k.yaml",
            "2:7 kustomization error: this is a Kustomization of Kustomize, not an object of the cluster"
        ),
        (
            "{{- if .Values.on }}\nkind: Service\n{{- end }}\n", "t.yaml",
            """
            1:1 template-placeholder error: this is a template such as Helm's: `{{- if .Values.on }}` \
            stands here
            """
        ),
        (
            "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ include \"x\" . }}\n", "t.yaml",
            """
            4:9 template-placeholder error: this is a template such as Helm's: `{{ include "x" . }}` stands \
            where a text belongs
            """
        ),
        (
            "apiVersion: v1\nkind: List\nitems: 5\n", "l.yaml",
            "3:8 wrong-type error: expected a list, found the number 5 > Write a list."
        ),
        (
            "apiVersion: v1\n  kind: Service\n", "s.yaml",
            """
            2:7 syntax error: a ": " stands where no key can begin > quote the value if the colon \
            belongs to it, or correct the indentation
            """
        ),
    ])
    func fileThatIsNoManifestIsRefused(_ text: String, _ file: String, _ golden: String) {
        #expect(KubernetesSample.read(text, file: file).problems.map(\.golden) == [golden])
    }

    @Test func autoscalerOfNothingIsReported() {
        let text = KubernetesSample.whole + KubernetesSample.autoscaler
        let wrong = KubernetesSample.read(text + "\n---\n" + KubernetesProblemTests.strayAutoscaler)
        let golden = [
            """
            107:13 removed-version error: HorizontalPodAutoscaler in `autoscaling/v2beta2` was removed \
            with Kubernetes 1.26 > Write `apiVersion: autoscaling/v2`.
            """,
            "110:51 names-nothing error: there is no Deployment `wep` in these manifests",
            "110:71 wrong-value error: `minReplicas` 9 is more than `maxReplicas` 8 > Write at most 8.",
        ]
        #expect(wrong.problems.map(\.golden) == golden)
    }

    private static let strayAutoscaler = """
        apiVersion: autoscaling/v2beta2
        kind: HorizontalPodAutoscaler
        metadata: { name: other }
        spec: { scaleTargetRef: { kind: Deployment, name: wep }, minReplicas: 9, maxReplicas: 8 }
        """

    @Test func templatesOfOtherProgramsAreLeftAlone() {
        let text = KubernetesSample.with("LEVEL: info", "rule: \"{{ $labels.pod }}\"")
        #expect(KubernetesSample.read(text).problems == [])
    }

    @Test func whatACustomResourceMayBringIsOnlyAWarning() {
        let stranger = "\n---\napiVersion: example.com/v1\nkind: Maker\nmetadata: { name: m }\n"
        let text = KubernetesSample.with(
            "selector: { app: web }", "selector: { app: made }", adding: stranger)
        #expect(KubernetesSample.read(text).problems.map(\.severity) == [.warning])
    }

    @Test func problemsHaveAnEnd() {
        let text = String(repeating: "- 1\n---\n", count: 1000)
        let problems = KubernetesSample.read(text).problems
        #expect(problems.count == 201)
        #expect(problems.last?.code == "kubernetes.too-many")
    }

    @Test func everyCodeHasWords() {
        for code in KubernetesCode.allCases {
            #expect(!code.summary.isEmpty && !code.remedy.isEmpty)
            #expect(code.rawValue.hasPrefix("kubernetes."))
        }
    }
}
