extension Schema {
    /// The types of the API as far as they matter here. A field without a type is a text; `[x` is a list
    /// that is
    /// replaced as a whole, `(k)x` one merged by the field k, `#x` a set, `{x` a map, `!x` is atomic.
    static let table = """
        Meta:name generateName namespace uid resourceVersion generation=i creationTimestamp selfLink
        Meta:deletionTimestamp deletionGracePeriodSeconds=i labels={s annotations={s
        Meta:ownerReferences=(uid)OwnerReference finalizers=#s managedFields=[*
        OwnerReference:apiVersion kind name uid controller=b blockOwnerDeletion=b
        Selector:matchLabels={s matchExpressions=[Requirement
        Requirement:key operator values=[s
        Template:metadata=Meta spec=PodSpec
        Pod:apiVersion kind metadata=Meta spec=PodSpec status=*
        PodSpec:volumes=(name)Volume initContainers=(name)Container containers=(name)Container restartPolicy
        PodSpec:ephemeralContainers=(name)Container terminationGracePeriodSeconds=i activeDeadlineSeconds=i
        PodSpec:dnsPolicy nodeSelector=!{s serviceAccountName serviceAccount automountServiceAccountToken=b
        PodSpec:nodeName hostNetwork=b hostPID=b hostIPC=b shareProcessNamespace=b securityContext=PodSecurity
        PodSpec:imagePullSecrets=(name)LocalReference hostname subdomain affinity=* schedulerName
        PodSpec:tolerations=[* hostAliases=(ip)HostAlias priorityClassName priority=i dnsConfig=*
        PodSpec:readinessGates=[* runtimeClassName enableServiceLinks=b preemptionPolicy overhead={q
        PodSpec:topologySpreadConstraints=(topologyKey,whenUnsatisfiable)Spread setHostnameAsFQDN=b os=*
        PodSpec:hostUsers=b schedulingGates=(name)LocalReference resourceClaims=(name)* resources=Resources
        PodSecurity:seLinuxOptions=* windowsOptions=* runAsUser=i runAsGroup=i runAsNonRoot=b fsGroup=i
        PodSecurity:supplementalGroups=[i supplementalGroupsPolicy sysctls=[* fsGroupChangePolicy
        PodSecurity:seccompProfile=* appArmorProfile=* seLinuxChangePolicy
        LocalReference:name
        HostAlias:ip hostnames=[s
        Spread:maxSkew=i topologyKey whenUnsatisfiable labelSelector=!Selector minDomains=i
        Spread:nodeAffinityPolicy nodeTaintsPolicy matchLabelKeys=[s
        Volume:name hostPath=* emptyDir=* gitRepo=* secret=SecretVolume nfs=* persistentVolumeClaim=*
        Volume:configMap=ConfigMapVolume downwardAPI=* projected=* csi=* ephemeral=* image=* iscsi=* fc=*
        SecretVolume:secretName items=[* defaultMode=i optional=b
        ConfigMapVolume:name items=[* defaultMode=i optional=b
        Container:name image command=[s args=[s workingDir ports=(containerPort,protocol)Port envFrom=[*
        Container:env=(name)Variable resources=Resources resizePolicy=[* restartPolicy restartPolicyRules=[*
        Container:volumeMounts=(mountPath)* volumeDevices=(devicePath)* livenessProbe=Probe
        Container:targetContainerName
        Container:readinessProbe=Probe startupProbe=Probe lifecycle=Lifecycle terminationMessagePath
        Container:terminationMessagePolicy imagePullPolicy securityContext=* stdin=b stdinOnce=b tty=b
        Port:name hostPort=i containerPort=i protocol hostIP
        Variable:name value valueFrom=ValueFrom
        ValueFrom:fieldRef=!* resourceFieldRef=!* configMapKeyRef=!* secretKeyRef=!* fileKeyRef=!*
        Resources:limits={q requests={q claims=(name)*
        Probe:httpGet=HTTPGet exec=ExecAction tcpSocket=TCPSocket grpc=* initialDelaySeconds=i
        Probe:timeoutSeconds=i periodSeconds=i successThreshold=i failureThreshold=i
        Probe:terminationGracePeriodSeconds=i
        HTTPGet:path port=q host scheme httpHeaders=[*
        ExecAction:command=[s
        TCPSocket:port=q host
        Lifecycle:postStart=Hook preStop=Hook stopSignal
        Hook:exec=ExecAction httpGet=HTTPGet tcpSocket=TCPSocket sleep=Sleep
        Sleep:seconds=i
        Deployment:apiVersion kind metadata=Meta spec=DeploymentSpec status=*
        DeploymentSpec:replicas=i selector=!Selector template=Template strategy=DeploymentStrategy
        DeploymentSpec:minReadySeconds=i revisionHistoryLimit=i paused=b progressDeadlineSeconds=i
        DeploymentStrategy:type rollingUpdate=RollingUpdate
        RollingUpdate:maxSurge=q maxUnavailable=q partition=i
        ReplicaSet:apiVersion kind metadata=Meta spec=ReplicaSetSpec status=*
        ReplicaSetSpec:replicas=i minReadySeconds=i selector=!Selector template=Template
        StatefulSet:apiVersion kind metadata=Meta spec=StatefulSetSpec status=*
        StatefulSetSpec:replicas=i selector=!Selector template=Template volumeClaimTemplates=[* serviceName
        StatefulSetSpec:podManagementPolicy updateStrategy=DeploymentStrategy revisionHistoryLimit=i
        StatefulSetSpec:minReadySeconds=i persistentVolumeClaimRetentionPolicy=* ordinals=*
        DaemonSet:apiVersion kind metadata=Meta spec=DaemonSetSpec status=*
        DaemonSetSpec:selector=!Selector template=Template updateStrategy=DeploymentStrategy minReadySeconds=i
        DaemonSetSpec:revisionHistoryLimit=i
        Job:apiVersion kind metadata=Meta spec=JobSpec status=*
        JobSpec:parallelism=i completions=i activeDeadlineSeconds=i podFailurePolicy=* successPolicy=*
        JobSpec:backoffLimit=i backoffLimitPerIndex=i maxFailedIndexes=i selector=!Selector manualSelector=b
        JobSpec:template=Template ttlSecondsAfterFinished=i completionMode suspend=b podReplacementPolicy
        JobSpec:managedBy
        CronJob:apiVersion kind metadata=Meta spec=CronJobSpec status=*
        CronJobSpec:schedule timeZone startingDeadlineSeconds=i concurrencyPolicy suspend=b
        CronJobSpec:jobTemplate=JobTemplate successfulJobsHistoryLimit=i failedJobsHistoryLimit=i
        JobTemplate:metadata=Meta spec=JobSpec
        Service:apiVersion kind metadata=Meta spec=ServiceSpec status=*
        ServiceSpec:ports=(port,protocol)ServicePort selector=!{s clusterIP clusterIPs=[s type externalIPs=[s
        ServiceSpec:sessionAffinity loadBalancerIP loadBalancerSourceRanges=[s externalName
        ServiceSpec:externalTrafficPolicy healthCheckNodePort=i publishNotReadyAddresses=b
        ServiceSpec:sessionAffinityConfig=* ipFamilies=[s ipFamilyPolicy allocateLoadBalancerNodePorts=b
        ServiceSpec:loadBalancerClass internalTrafficPolicy trafficDistribution
        ServicePort:name protocol appProtocol port=i targetPort=q nodePort=i
        ConfigMap:apiVersion kind metadata=Meta data={s binaryData={s immutable=b
        Secret:apiVersion kind metadata=Meta data={s stringData={s type immutable=b
        Lease:apiVersion kind metadata=Meta spec=LeaseSpec
        LeaseSpec:holderIdentity leaseDurationSeconds=i acquireTime renewTime leaseTransitions=i strategy
        LeaseSpec:preferredHolder
        PodDisruptionBudget:apiVersion kind metadata=Meta spec=DisruptionSpec status=*
        DisruptionSpec:minAvailable=q selector=!Selector maxUnavailable=q unhealthyPodEvictionPolicy
        HorizontalPodAutoscaler:apiVersion kind metadata=Meta spec=AutoscalerSpec status=*
        AutoscalerSpec:scaleTargetRef=* minReplicas=i maxReplicas=i metrics=[* behavior=*
        Namespace:apiVersion kind metadata=Meta spec=* status=*
        ServiceAccount:apiVersion kind metadata=Meta secrets=(name)* imagePullSecrets=[*
        ServiceAccount:automountServiceAccountToken=b
        ResourceQuota:apiVersion kind metadata=Meta spec=QuotaSpec status=*
        QuotaSpec:hard={q scopes=[s scopeSelector=!*
        Role:apiVersion kind metadata=Meta rules=[Rule
        ClusterRole:apiVersion kind metadata=Meta rules=[Rule aggregationRule=*
        Rule:verbs=[s apiGroups=[s resources=[s resourceNames=[s nonResourceURLs=[s
        RoleBinding:apiVersion kind metadata=Meta subjects=[* roleRef=!*
        ClusterRoleBinding:apiVersion kind metadata=Meta subjects=[* roleRef=!*
        """
}
