import Basis
import Playbooks
import Updates

/// Manifests that are right in everything, and a way to make one thing in them wrong.
struct KubernetesSample {
    static let whole = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          labels: { app: web }
        spec:
          replicas: 3
          minReadySeconds: 5
          progressDeadlineSeconds: 120
          selector:
            matchLabels: { app: web }
          strategy:
            type: RollingUpdate
            rollingUpdate: { maxUnavailable: 0, maxSurge: "25%" }
          template:
            metadata:
              labels: { app: web, tier: front }
            spec:
              terminationGracePeriodSeconds: 45
              containers:
                - name: web
                  image: registry.example.com/web:1.4.2
                  ports:
                    - { name: http, containerPort: 8080 }
                  env:
                    - { name: MODE, value: production }
                    - name: DB_PASSWORD
                      valueFrom:
                        secretKeyRef: { name: db, key: password }
                  envFrom:
                    - configMapRef: { name: settings }
                  readinessProbe:
                    httpGet: { path: /ready, port: http }
                  livenessProbe:
                    httpGet: { path: /live, port: http }
                    failureThreshold: 6
                  lifecycle:
                    preStop:
                      exec: { command: [sh, -c, "sleep 10"] }
                  resources:
                    requests: { cpu: 100m, memory: 64Mi }
                    limits: { cpu: 1, memory: 128Mi }
                  volumeMounts:
                    - { name: cache, mountPath: /cache }
              volumes:
                - { name: cache, emptyDir: {} }
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          selector: { app: web }
          ports:
            - { name: http, port: 80, targetPort: http }
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata:
          name: web
        spec:
          maxUnavailable: 1
          selector:
            matchLabels: { app: web }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: web
        spec:
          ingressClassName: nginx
          tls:
            - { hosts: [example.com], secretName: certificate }
          rules:
            - host: example.com
              http:
                paths:
                  - path: /
                    pathType: Prefix
                    backend: { service: { name: web, port: { name: http } } }
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
        data:
          LEVEL: info
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: db
        type: Opaque
        stringData:
          password: hunter2-hunter2
        data:
          other: aHVudGVyMw==
        """

    static let autoscaler = """

        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: web }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
          minReplicas: 2
          maxReplicas: 8
        """

    static func read(_ text: String, file: String = "app.yaml") -> KubernetesReading {
        KubernetesReading([KubernetesFile(name: file, bytes: Array(text.utf8))])
    }

    /// The sample with one place of it written otherwise.
    static func with(_ old: String, _ new: String, adding more: String = "") -> String {
        precondition(whole.contains(old), "the sample does not hold what is to be replaced")
        return replace(old, by: new, in: whole) + more
    }

    /// The first place only, so that a change means one thing.
    private static func replace(_ old: String, by new: String, in text: String) -> String {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(old) {
                let end = text.index(start, offsetBy: old.count)
                return String(text[..<start]) + new + String(text[end...])
            }
            start = text.index(after: start)
        }
        return text
    }
}

extension Diagnostic {
    /// A diagnostic as goldens write it: the remedy only where it is not that of every such case.
    var golden: String {
        let word = code.split(separator: ".").last ?? ""
        let isUsual = KubernetesCode(rawValue: code)?.remedy == remedy
        let place =
            if case .text(let span, _) = place { "\(span.start.line):\(span.start.column)" } else { "-" }
        return "\(place) \(word) \(severity): \(what)" + (isUsual ? "" : " > \(remedy)")
    }
}
