/// Where keys belong that are often found one level too high or too low.
enum ComposeHomes {
    private static let service: Set<String> = [
        "image", "build", "ports", "volumes", "environment", "command", "depends_on", "restart", "networks",
        "healthcheck", "deploy", "labels", "container_name", "env_file", "expose", "logging", "entrypoint",
    ]
    private static let project: Set<String> = ["services", "secrets", "configs", "include"]
    private static let healthcheck: Set<String> = ["interval", "retries", "start_period", "timeout", "test"]
    private static let deploy: Set<String> = ["replicas", "update_config", "rollback_config", "resources"]

    /// What a key is a key of, in words.
    static func home(of key: String) -> String? {
        if service.contains(key) { return "a service" }
        if project.contains(key) { return "a Compose file" }
        if healthcheck.contains(key) { return "a healthcheck" }
        if deploy.contains(key) { return "deploy" }
        return nil
    }
}
