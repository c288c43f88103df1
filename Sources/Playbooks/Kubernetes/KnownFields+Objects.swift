extension KnownFields {
    static let object = KnownFields(
        "an object", "apiVersion kind metadata spec data stringData type immutable",
        others: "status binaryData")
    static let metadata = KnownFields(
        "`metadata`", "name namespace labels annotations",
        others: """
            generateName finalizers ownerReferences uid resourceVersion generation
            creationTimestamp selfLink deletionTimestamp deletionGracePeriodSeconds
            managedFields clusterName
            """)
    static let workload = KnownFields(
        "the workload's `spec`",
        """
        replicas selector strategy updateStrategy minReadySeconds progressDeadlineSeconds
        template serviceName volumeClaimTemplates schedule suspend jobTemplate
        """,
        others: """
            revisionHistoryLimit paused podManagementPolicy ordinals
            persistentVolumeClaimRetentionPolicy rollbackTo templateGeneration parallelism
            completions completionMode backoffLimit backoffLimitPerIndex maxFailedIndexes
            activeDeadlineSeconds ttlSecondsAfterFinished manualSelector podFailurePolicy
            podReplacementPolicy successPolicy managedBy concurrencyPolicy
            startingDeadlineSeconds successfulJobsHistoryLimit failedJobsHistoryLimit
            timeZone
            """)
    static let jobTemplate = KnownFields("`jobTemplate`", "spec metadata")
    static let strategy = KnownFields("the strategy", "type rollingUpdate")
    static let rollingUpdate = KnownFields("`rollingUpdate`", "maxUnavailable maxSurge partition")
    static let selector = KnownFields("the selector", "matchLabels matchExpressions")
    static let requirement = KnownFields("the requirement", "key operator values")
    static let claim = KnownFields(
        "the claim", "metadata spec", others: "apiVersion kind status")
    static let service = KnownFields(
        "the service's `spec`", "selector ports type clusterIP",
        others: """
            clusterIPs externalIPs externalName externalTrafficPolicy internalTrafficPolicy
            healthCheckNodePort ipFamilies ipFamilyPolicy ipFamily loadBalancerClass
            loadBalancerIP loadBalancerSourceRanges allocateLoadBalancerNodePorts
            publishNotReadyAddresses sessionAffinity sessionAffinityConfig
            trafficDistribution topologyKeys
            """)
    static let servicePort = KnownFields(
        "the service's port", "name port targetPort", others: "nodePort protocol appProtocol")
    static let autoscaler = KnownFields(
        "the autoscaler's `spec`", "scaleTargetRef minReplicas maxReplicas",
        others: "metrics behavior targetCPUUtilizationPercentage")
    static let target = KnownFields("`scaleTargetRef`", "kind name apiVersion")
    static let budget = KnownFields(
        "the budget's `spec`", "selector minAvailable maxUnavailable", others: "unhealthyPodEvictionPolicy")
    static let ingress = KnownFields(
        "the ingress's `spec`", "ingressClassName defaultBackend backend rules tls")
    static let ingressRule = KnownFields("the rule", "host http")
    static let ingressPaths = KnownFields("`http`", "paths")
    static let ingressPath = KnownFields("the path", "path pathType backend")
    static let ingressBackend = KnownFields(
        "the backend", "service resource serviceName servicePort")
    static let ingressService = KnownFields("the backend's service", "name port")
    static let ingressPort = KnownFields("the backend's port", "name number")
    static let certificate = KnownFields("the certificate", "hosts secretName")
}
