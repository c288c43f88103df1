import Basis
import Updates

extension Form where Value == Environment {
    static var environment: Form {
        let window = "a window such as Sun 02:00-05:00 Europe/London"
        return .record(
            "an environment",
            Key.oneOf(platforms),
            Key.optional("url", .text("a URL"), "The front door."),
            Key.optional("traffic", .trafficSwitch, "The switch in front of the services."),
            Key.optional("window", .parsed(window) { MaintenanceWindow($0) }, "When runs may start."),
            Key.optional(
                "requires", .map(.duration), default: [], "Where a release must prove itself first."),
            Key.optional("confirm", .boolean, "Whether a person is asked before anything is touched."),
            Key.overlay
        ) { span, platform, url, traffic, window, requires, confirm, overlay in
            var environment = Environment(at: span)
            (environment.platform, environment.url, environment.traffic) = (platform, url, traffic)
            (environment.window, environment.requires) = (window, requires)
            (environment.confirm, environment.overlay) = (confirm, overlay)
            return environment
        }
    }

    private static var platforms: [Alternative<Environment.Platform>] {
        [
            Alternative("docker", .docker, "A Compose project on a Docker engine.") { .docker($0) },
            Alternative("kubernetes", .kubernetes, "A namespace of a Kubernetes cluster.") {
                .kubernetes($0)
            },
        ]
    }
}

extension Form where Value == DockerTarget {
    static var docker: Form {
        .record(
            "docker",
            Key.optional(
                "compose", .listOrOne(.text("a file")), default: [], "The Compose files, merged in order."),
            Key.optional("project", .text("a name"), "The project's name, if not that of the directory."),
            Key.optional("host", .text("an address"), "The engine's address, if not the usual one."),
            Key.optional("context", .text("a context"), "A context of the Docker command line."),
            Key.optional(
                "profiles", .listOrOne(.text("a profile")), default: [], "Compose profiles that are on.")
        ) { _, compose, project, host, context, profiles in
            var target = DockerTarget()
            (target.compose, target.project, target.host) = (compose, project, host)
            (target.context, target.profiles) = (context, profiles)
            return target
        }
    }
}

extension Form where Value == KubernetesTarget {
    static var kubernetes: Form {
        .record(
            "kubernetes",
            Key.optional("context", .text("a context"), "The context of the kubeconfig."),
            Key.optional("namespace", .text("a namespace"), "The namespace."),
            Key.optional(
                "manifests", .listOrOne(.text("a path")), default: [], "Files and directories of manifests.")
        ) { _, context, namespace, manifests in
            var target = KubernetesTarget()
            (target.context, target.namespace, target.manifests) = (context, namespace, manifests)
            return target
        }
    }
}

extension Form where Value == TrafficSwitch {
    static var trafficSwitch: Form {
        let services = Form<[Named<Located<String>>]>.map(.text("a service"))
        let haproxy = Form.record(
            "haproxy",
            Key.optional("service", .text("a service"), "The service in which it runs, if it is one."),
            Key.optional("socket", .text("a path"), "Its runtime socket."),
            Key.optional("backends", services, default: [], "Its backends, each with its service.")
        ) { _, service, socket, backends in .haproxy(service: service, socket: socket, backends: backends) }
        let nginx = Form.record(
            "nginx",
            Key.optional("service", .text("a service"), "The service in which it runs, if it is one."),
            Key.optional("upstreams", .map(.text("a file")), default: [], "Upstream files, by service.")
        ) { _, service, upstreams in .nginx(service: service, upstreams: upstreams) }
        let caddy = Form.record(
            "caddy",
            Key.required("admin", .text("an address"), "Its admin address."),
            Key.optional("upstreams", services, default: [], "Its upstreams, each with its service.")
        ) { _, admin, upstreams in .caddy(admin: admin, upstreams: upstreams) }
        let managed = Form.record(
            "managed",
            Key.required("listen", services, "The ports on which services are reached."),
            Key.optional("image", .text("an image"), "The image of the HAProxy.")
        ) { _, listen, image in .managed(listen: listen, image: image) }
        let kinds = [
            Alternative("haproxy", haproxy, "The project's own HAProxy.") { $0 },
            Alternative("nginx", nginx, "The project's own nginx.") { $0 },
            Alternative("caddy", caddy, "The project's own Caddy.") { $0 },
            Alternative("managed", managed, "An HAProxy that Belay runs itself.") { $0 },
        ]
        return .record("traffic", Key.oneOf(kinds)) { _, kind in kind }
    }
}
