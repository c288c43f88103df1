extension ClusterCode {
    /// What a code means, and what to do about it.
    var words: (summary: String, remedy: String) {
        switch self {
        case .badSettings, .noCluster, .unknownContext, .unsupported, .unverified, .pluginFailed: settingWords
        case .unreachable, .untrusted, .unauthorized, .forbidden, .notACluster: wayWords
        case .timedOut, .cancelled, .lost: cutWords
        case .notFound, .unknownKind, .alreadyThere, .conflict, .ownedByOther, .expired: objectWords
        case .invalid, .denied, .overQuota, .busy, .failed: refusalWords
        case .noPod, .notStarted, .lockHeld: otherWords
        }
    }

    private var settingWords: (summary: String, remedy: String) {
        switch self {
        case .badSettings:
            (
                "A kubeconfig cannot be used.",
                "Correct it where it is named, or name another in `KUBECONFIG`."
            )
        case .noCluster:
            (
                "Nothing says which cluster is meant.",
                "Put a kubeconfig at `~/.kube/config`, or name one in `KUBECONFIG`."
            )
        case .unknownContext:
            (
                "The kubeconfig has no such context.",
                "List the contexts with `kubectl config get-contexts`, and write one under "
                    + "`kubernetes: { context: … }`."
            )
        case .unsupported:
            (
                "The kubeconfig says something that Belay cannot do.",
                "Use a token, a client certificate or an `exec` plugin for this user."
            )
        case .unverified:
            (
                "The cluster's certificate is not checked, because its kubeconfig says so.",
                "Write the cluster's authority as `certificate-authority-data`, and remove "
                    + "`insecure-skip-tls-verify`."
            )
        default:
            (
                "The program that should log in to the cluster did not.",
                "Run the command of the kubeconfig's `exec:` by hand and mend what it complains of."
            )
        }
    }

    private var wayWords: (summary: String, remedy: String) {
        switch self {
        case .unreachable:
            (
                "No API server answers there.",
                "Check `server:` in the kubeconfig, and that this machine reaches it (`kubectl version`)."
            )
        case .untrusted:
            (
                "The API server's certificate is not trusted.",
                "Write the cluster's authority into the kubeconfig as `certificate-authority-data`."
            )
        case .unauthorized:
            (
                "The API server does not know who we are.",
                "Log in anew: the token or certificate of this user has expired or was withdrawn."
            )
        case .forbidden:
            (
                "The API server does not allow this to our user.",
                "Ask whoever runs the cluster to apply `manifests/rbac.yaml`, or the Role that `belay check` "
                    + "prints."
            )
        default:
            (
                "What answers there does not speak as an API server does.",
                "Check that `server:` in the kubeconfig names the API server and no other service."
            )
        }
    }

    private var cutWords: (summary: String, remedy: String) {
        switch self {
        case .timedOut:
            (
                "The API server did not answer in time.",
                "Look whether it is overloaded (`kubectl get --raw /readyz`), then run `belay resume`."
            )
        case .cancelled:
            ("The call was given up because the work was interrupted.", "Continue with `belay resume`.")
        default:
            (
                "The connection to the API server broke during a call.",
                "Wait until `kubectl version` answers, then run `belay resume`."
            )
        }
    }

    private var objectWords: (summary: String, remedy: String) {
        switch self {
        case .notFound:
            ("The cluster does not have what was asked for.", "Run `belay status` to see what stands.")
        case .unknownKind:
            (
                "The cluster does not serve objects of this kind.",
                "Install what brings it (a CustomResourceDefinition), or correct `apiVersion` and `kind`."
            )
        case .alreadyThere:
            (
                "An object of that name is there already.",
                "Look whose it is (`kubectl get … -o yaml`); rename or remove it if it is not needed."
            )
        case .conflict:
            (
                "Somebody else changed the object at the same time.",
                "Run `belay resume`: it looks again and continues."
            )
        case .ownedByOther:
            (
                "Another manager owns a field that the manifests set.",
                "Take the field out of the manifests, or out of the hands of the manager that is named."
            )
        default:
            ("What was being watched has been forgotten by the server.", "Run `belay resume`.")
        }
    }

    private var refusalWords: (summary: String, remedy: String) {
        switch self {
        case .invalid:
            (
                "The cluster does not take an object as it is written.",
                "Correct the manifest as the server's words say."
            )
        case .denied:
            (
                "An admission rule of the cluster refuses the object.",
                "Correct the manifest as the rule's words say, or ask who runs the rule that is named."
            )
        case .overQuota:
            (
                "The namespace's quota leaves no room for this.",
                "Ask for more (`kubectl describe quota`), or lower requests, replicas or the surge."
            )
        case .busy:
            (
                "The API server is busy and turned the call away each time.",
                "Wait a little, then run `belay resume`."
            )
        default:
            ("The API server failed at a call.", "Read its words and its log, then run `belay resume`.")
        }
    }

    private var otherWords: (summary: String, remedy: String) {
        switch self {
        case .noPod:
            (
                "No pod of the service is running and ready.",
                "Look why with `kubectl get pods` and `kubectl describe pod`."
            )
        case .notStarted:
            (
                "The command could not be started in the pod.",
                "Check that the image has the program that is named."
            )
        default:
            (
                "Another run has the claim on this environment.",
                "Wait for it, or look at it with `belay status` on the host that is named."
            )
        }
    }
}
