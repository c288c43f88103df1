extension KnownFields {
    static let template = KnownFields("the pod template", "metadata spec")
    static let pod = KnownFields(
        "the pod's `spec`",
        """
        containers initContainers volumes terminationGracePeriodSeconds restartPolicy
        serviceAccountName hostNetwork
        """,
        others: """
            activeDeadlineSeconds affinity automountServiceAccountToken dnsConfig dnsPolicy
            enableServiceLinks ephemeralContainers hostAliases hostIPC hostPID hostUsers
            hostname imagePullSecrets nodeName nodeSelector os overhead preemptionPolicy
            priority priorityClassName readinessGates resourceClaims runtimeClassName
            schedulerName schedulingGates securityContext serviceAccount setHostnameAsFQDN
            shareProcessNamespace subdomain tolerations topologySpreadConstraints resources
            hostnameOverride
            """)
    static let container = KnownFields(
        "a container",
        """
        name image ports env envFrom readinessProbe livenessProbe startupProbe lifecycle
        resources volumeMounts restartPolicy
        """,
        others: """
            args command imagePullPolicy resizePolicy restartPolicyRules securityContext
            stdin stdinOnce terminationMessagePath terminationMessagePolicy tty
            volumeDevices workingDir
            """)
    static let port = KnownFields("a port", "name containerPort hostPort", others: "hostIP protocol")
    static let variable = KnownFields("a variable", "name value valueFrom")
    static let variableSource = KnownFields(
        "`valueFrom`", "configMapKeyRef secretKeyRef fieldRef resourceFieldRef", others: "fileKeyRef")
    static let keyReference = KnownFields("the reference", "name key optional")
    static let fieldReference = KnownFields("`fieldRef`", "fieldPath", others: "apiVersion")
    static let resourceReference = KnownFields(
        "`resourceFieldRef`", "resource", others: "containerName divisor")
    static let variableImport = KnownFields("an item of `envFrom`", "configMapRef secretRef prefix")
    static let importReference = KnownFields("the reference", "name optional")
    static let probe = KnownFields(
        "the probe",
        """
        exec httpGet tcpSocket grpc initialDelaySeconds periodSeconds timeoutSeconds
        successThreshold failureThreshold
        """,
        others: "terminationGracePeriodSeconds")
    static let lifecycle = KnownFields("`lifecycle`", "preStop postStart", others: "stopSignal")
    static let hook = KnownFields("`preStop`", "exec httpGet tcpSocket sleep")
    static let command = KnownFields("`exec`", "command")
    static let httpGet = KnownFields("`httpGet`", "path port", others: "host scheme httpHeaders")
    static let tcpSocket = KnownFields("`tcpSocket`", "port", others: "host")
    static let grpc = KnownFields("`grpc`", "port", others: "service")
    static let sleep = KnownFields("`sleep`", "seconds")
    static let resources = KnownFields("`resources`", "requests limits", others: "claims")
    static let volume = KnownFields(
        "a volume", "name configMap secret persistentVolumeClaim emptyDir hostPath",
        others: """
            awsElasticBlockStore azureDisk azureFile cephfs cinder csi downwardAPI ephemeral
            fc flexVolume flocker gcePersistentDisk gitRepo glusterfs image iscsi nfs
            photonPersistentDisk portworxVolume projected quobyte rbd scaleIO storageos
            vsphereVolume
            """)
    static let configMapVolume = KnownFields("`configMap`", "name", others: "items defaultMode optional")
    static let secretVolume = KnownFields("`secret`", "secretName", others: "items defaultMode optional")
    static let claimVolume = KnownFields("`persistentVolumeClaim`", "claimName", others: "readOnly")
    static let hostPath = KnownFields("`hostPath`", "path", others: "type")
    static let mount = KnownFields(
        "a mount", "name mountPath readOnly",
        others: "subPath subPathExpr mountPropagation recursiveReadOnly")
}
