extension DockerCode {
    /// What a code means, and what to do about it.
    var words: (summary: String, remedy: String) {
        switch self {
        case .badHost, .badContext, .noEngine, .forbidden, .notAnEngine, .tooOld: wayWords
        case .timedOut, .cancelled, .lost: cutWords
        case .noContainer, .noImage, .noNetwork, .noVolume, .notFound: absenceWords
        case .nameTaken, .portTaken, .addressesTaken, .inUse, .notRunning, .noSpace, .notStarted, .lockHeld:
            obstacleWords
        case .programFailed:
            (
                "A program in a container did not do what it is for.",
                "Read what it said; most often a name, a password, or a program that the image lacks."
            )
        case .badSpecification, .refused, .failed: refusalWords
        case .loginRefused, .badLogin, .notPulled, .notPushed, .notBuilt: imageWords
        }
    }

    private var wayWords: (summary: String, remedy: String) {
        switch self {
        case .badHost:
            (
                "`DOCKER_HOST` names no place that Belay can reach.",
                "Set `DOCKER_HOST` to `unix://PATH` or `tcp://HOST:PORT`, or unset it for the usual socket. "
                    + "For an engine behind SSH, forward its socket: `ssh -L /tmp/engine.sock:"
                    + "/var/run/docker.sock HOST`."
            )
        case .badContext:
            (
                "The context of Docker's own settings cannot be used.",
                "List the contexts with `docker context ls`, then name one in `DOCKER_CONTEXT`, or set "
                    + "`DOCKER_HOST`."
            )
        case .noEngine:
            (
                "No container engine answers there.",
                "Start it (`systemctl start docker`), or set `DOCKER_HOST` to where it listens."
            )
        case .forbidden:
            (
                "The engine's socket may not be opened by this user.",
                "Add the user to the group `docker` and log in anew, or run as root."
            )
        case .notAnEngine:
            (
                "What answers there does not speak as a container engine does.",
                "Check that `DOCKER_HOST` names the engine and not another service."
            )
        default:
            (
                "The engine does not speak a version of the API that Belay knows.",
                "Update the engine to Docker 19.03 or later, or Belay to its newest version."
            )
        }
    }

    private var cutWords: (summary: String, remedy: String) {
        switch self {
        case .timedOut:
            (
                "The engine did not answer in time.",
                "Look whether it is overloaded (`docker info`, `journalctl -u docker`), then run "
                    + "`belay resume`."
            )
        case .cancelled:
            ("The call was given up because the work was interrupted.", "Continue with `belay resume`.")
        default:
            (
                "The connection to the engine broke during a call.",
                "If the engine was restarted, wait until `docker info` answers, then run `belay resume`."
            )
        }
    }

    private var absenceWords: (summary: String, remedy: String) {
        switch self {
        case .noContainer:
            (
                "The engine has no such container.",
                "If somebody removed it by hand, run `belay resume`: it looks again and makes what is gone."
            )
        case .noImage:
            (
                "The engine has no such image.",
                "Pull or build it (`belay run` with a `pull` or `build` step), or correct its name."
            )
        case .noNetwork:
            (
                "The engine has no such network.",
                "Make it with `docker network create NAME` if it is external; else run the update again."
            )
        case .noVolume:
            (
                "The engine has no such volume.",
                "Make it with `docker volume create NAME` if it is external; else restore it from a backup."
            )
        default: ("The engine does not have what was asked for.", "Run `belay status` to see what stands.")
        }
    }

    private var obstacleWords: (summary: String, remedy: String) {
        switch self {
        case .nameTaken:
            (
                "Something on the engine has that name already.",
                "Look who made it (`docker inspect NAME`); rename or remove it if it is not needed."
            )
        case .portTaken:
            (
                "A port of the host is taken by somebody else.",
                "Find out by whom (`ss -ltnp`, `docker ps`) and stop that, or publish another port."
            )
        case .addressesTaken:
            (
                "The engine has no range of addresses left for a network, or the range asked for overlaps.",
                "Remove unused networks (`docker network prune`) or give the network a free `subnet`."
            )
        case .inUse:
            ("It is in use and cannot be removed.", "Stop and remove what uses it, then try again.")
        case .lockHeld:
            (
                "Another run has the claim on this project.",
                "Wait for it, or look at it with `belay status` on the host that is named."
            )
        case .notRunning: ("The container does not run.", "Read its last words with `docker logs NAME`.")
        case .noSpace:
            (
                "The engine's disk is full.",
                "Free some with `docker image prune -a` or `belay run prune`, then run `belay resume`."
            )
        default:
            (
                "The container could not be started.",
                "Correct what the engine complains of in the service's `command`, `entrypoint`, `user`, "
                    + "`devices` or mounts."
            )
        }
    }

    private var refusalWords: (summary: String, remedy: String) {
        switch self {
        case .badSpecification:
            (
                "The engine does not take what it was asked to make.",
                "Correct the service, network or volume in the Compose file as the engine's words say."
            )
        case .refused:
            (
                "The engine refuses the call.",
                "Read its words; an authorization plugin or the state of the object may be in the way."
            )
        default:
            (
                "The engine failed at a call.",
                "Read its words and its log (`journalctl -u docker`), then run `belay resume`."
            )
        }
    }

    private var imageWords: (summary: String, remedy: String) {
        switch self {
        case .loginRefused:
            (
                "The registry does not accept our login, or wants one.",
                "Log in with `docker login REGISTRY` as the user who runs Belay."
            )
        case .badLogin:
            (
                "The login for the registry cannot be read.",
                "Log in anew with `docker login REGISTRY`, or correct `~/.docker/config.json`."
            )
        case .notPulled:
            (
                "The image could not be pulled.",
                "Check its name and tag, and that the engine's machine reaches the registry."
            )
        case .notPushed:
            (
                "The image could not be pushed.",
                "Check that the repository exists and that the login may write to it."
            )
        default:
            (
                "The image could not be built.",
                "Correct the Dockerfile or its context as the builder's last lines say."
            )
        }
    }
}
