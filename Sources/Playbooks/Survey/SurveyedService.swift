import Basis
import Updates

/// A service as far as guesses care, whoever runs it.
struct SurveyedService: Sendable {
    /// A variable of its containers.
    struct Setting: Sendable {
        let name: String
        /// Its value, where it stands in the file itself. It may be a password.
        let value: Secret?
        /// The variable from which the file takes it.
        let source: String?
    }

    let name: String
    /// The file in which it is described.
    let file: String
    /// The last part of its image's name, without tag: `postgres`.
    let program: String?
    /// The folder from which its image is built.
    var context: String?
    var dockerfile: String?
    var settings: [Setting] = []

    /// The first of several variables that is there.
    func setting(_ names: String...) -> Setting? {
        names.lazy.compactMap { name in settings.first { $0.name == name } }.first
    }

    /// The value of a variable that names something and is no secret.
    func name(in names: String...) -> String? {
        names.lazy.compactMap { name in settings.first { $0.name == name }?.value?.reveal() }.first
    }

    init(name: String, file: String, image: String?) {
        (self.name, self.file) = (name, file)
        let path = image?.prefix { $0 != "@" }.split(separator: "/").last
        program = path.map { String($0.prefix { $0 != ":" }).lowercased() }
    }
}

extension SurveyedService {
    /// A service of a Compose project; `uses` are the variables that its files ask for.
    init(_ service: ComposeService, uses: [ComposeVariableUse]) {
        self.init(name: service.name.value, file: service.name.span.file, image: service.image?.value)
        if let build = service.build {
            context = build.context?.value ?? "."
            dockerfile = build.dockerfile?.value
        }
        settings = service.environment.map { variable in
            let span = variable.name.span
            let use = uses.first { $0.span.file == span.file && $0.span.start.line == span.start.line }
            let isWritten = variable.origin == .written && use?.outcome != .missing && use?.outcome != .empty
            return Setting(
                name: variable.name.value, value: isWritten ? variable.value : nil,
                source: use?.name)
        }
    }

    /// The first container of a workload of Kubernetes.
    init?(_ object: KubernetesObject) {
        guard let workload = object.workload, workload.kind.isLasting,
            let container = workload.template.containers.first
        else { return nil }
        self.init(name: object.name.value, file: object.span.file, image: container.image?.value)
        settings = container.variables.map { variable in
            var value: Secret?
            if case .written(let text) = variable.source { value = text.value }
            return Setting(name: variable.name.value, value: value, source: nil)
        }
    }
}
