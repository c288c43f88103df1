import Basis
import Updates
import YAML

extension PodContainer {
    init?(_ fields: Fields, _ remarks: inout Remarks) {
        guard let name = fields.requiredText("name", &remarks) else { return nil }
        guard !remarks.checkPlaceholder(name) else { return nil }
        ObjectName.check(name, &remarks)
        self.init(name: name)
        image = PodContainer.image(fields, &remarks)
        for port in fields.list("ports", of: .port, &remarks) {
            if port["containerPort"] == nil { port.require("containerPort", &remarks) }
            guard let number = port.port("containerPort", &remarks) else { continue }
            let name = port.text("name", &remarks)
            ports.append(Port(name: name, number: number, hostPort: port.port("hostPort", &remarks)))
        }
        for variable in fields.list("env", of: .variable, &remarks) {
            if let variable = PodVariable(variable, &remarks) { variables.append(variable) }
        }
        for item in fields.list("envFrom", of: .variableImport, &remarks) {
            if let item = Import(item, &remarks) { imports.append(item) }
        }
        readHealth(fields, &remarks)
        readSurroundings(fields, &remarks)
    }

    private mutating func readHealth(_ fields: Fields, _ remarks: inout Remarks) {
        readiness = fields.fields("readinessProbe", .probe, &remarks).map { PodProbe($0, &remarks) }
        liveness = fields.fields("livenessProbe", .probe, &remarks).map { PodProbe($0, &remarks) }
        startup = fields.fields("startupProbe", .probe, &remarks).map { PodProbe($0, &remarks) }
        let lifecycle = fields.fields("lifecycle", .lifecycle, &remarks)
        if let hook = lifecycle?.fields("preStop", .hook, &remarks) {
            preStop = Located(PodAction(hook, &remarks), at: hook.span)
        }
    }

    private mutating func readSurroundings(_ fields: Fields, _ remarks: inout Remarks) {
        restartPolicy = fields.text("restartPolicy", &remarks)
        if let wanted = fields.fields("resources", .resources, &remarks) {
            resources.requests = wanted.texts(named: "requests", numbers: true, &remarks)
            resources.limits = wanted.texts(named: "limits", numbers: true, &remarks)
        }
        for mount in fields.list("volumeMounts", of: .mount, &remarks) {
            guard let volume = mount.requiredText("name", &remarks),
                let path = mount.requiredText("mountPath", &remarks)
            else { continue }
            let isReadOnly = mount.flag("readOnly", &remarks)?.value ?? false
            mounts.append(PodVolume.Mount(volume: volume, path: path, isReadOnly: isReadOnly))
        }
    }

    private static func image(_ fields: Fields, _ remarks: inout Remarks) -> Located<String>? {
        guard let image = fields.requiredText("image", &remarks), !remarks.checkPlaceholder(image) else {
            return nil
        }
        if ImageReference(image.value) == nil {
            let what = "`\(image.value.prefix(80))` is not the name of an image"
            remarks.add(
                .wrongValue, what, at: image.span, remedy: "Write `[registry/]repository[:tag][@digest]`.")
        }
        return image
    }
}

extension PodContainer.Import {
    fileprivate init?(_ fields: Fields, _ remarks: inout Remarks) {
        let map = fields.fields("configMapRef", .importReference, &remarks)
        let secret = fields.fields("secretRef", .importReference, &remarks)
        guard let reference = map ?? secret, let name = reference.requiredText("name", &remarks) else {
            return nil
        }
        let isOptional = reference.flag("optional", &remarks)?.value ?? false
        self.init(
            source: map != nil ? .configMap(name) : .secret(name), prefix: fields.text("prefix", &remarks),
            isOptional: isOptional)
    }
}
