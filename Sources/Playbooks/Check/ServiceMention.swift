import Basis
import Updates

/// A place where the manifest or a playbook names a service.
struct ServiceMention {
    /// What the service must be.
    enum Role {
        /// It runs.
        case running
        /// It may be started for one command, so it need not run.
        case oneOff
        /// Something answers under its name: also a Service of Kubernetes.
        case address
    }

    let name: Located<String>
    let role: Role

    init(_ name: Located<String>, _ role: Role = .running) { (self.name, self.role) = (name, role) }
}

extension Manifest {
    /// Every place of the manifest that names a service.
    var serviceMentions: [ServiceMention] {
        var all: [ServiceMention] = []
        for rules in services {
            all.append(ServiceMention(rules.name))
            all += rules.value.after.map { ServiceMention($0) }
            all += rules.value.health.map(\.serviceMentions) ?? []
        }
        all += databases.compactMap { $0.value.service.map { ServiceMention($0) } }
        if let service = migrations?.service { all.append(ServiceMention(service, .oneOff)) }
        for check in checks.flatMap(\.value) {
            switch check {
            case .http(let question): all += question.address.map(\.serviceMentions) ?? []
            case .command(let command): all += command.serviceMentions
            case .sql: break
            }
        }
        return all
    }
}

extension TrafficSwitch {
    /// Every place that names a service.
    var serviceMentions: [ServiceMention] {
        switch self {
        case .haproxy(let service, _, let backends):
            return ([service].compactMap { $0 } + backends.map(\.value)).map { ServiceMention($0) }
        case .nginx(let service, let upstreams):
            return ([service].compactMap { $0 } + upstreams.map(\.name)).map { ServiceMention($0) }
        case .caddy(_, let upstreams): return upstreams.map { ServiceMention($0.value) }
        case .managed(let listen, _): return listen.map { ServiceMention($0.value) }
        }
    }
}

extension Step {
    /// Every place of the step that names a service.
    var serviceMentions: [ServiceMention] {
        let ofAction: [ServiceMention] =
            switch action {
            case .backup(let backup): backup.quiesce.map { ServiceMention($0) }
            case .build(let build): build.services.map { ServiceMention($0, .oneOff) }
            case .roll(let roll): roll.services.map { ServiceMention($0) }
            case .scale(let all):
                all.compactMap { scale in
                    scale.service.literal.map { ServiceMention(Located($0, at: scale.service.span)) }
                }
            case .command(let command): command.serviceMentions
            case .http(let question): question.address.map(\.serviceMentions) ?? []
            default: []
            }
        return ofAction + gates.flatMap(\.ownServiceMentions)
    }
}

extension CommandAction {
    fileprivate var serviceMentions: [ServiceMention] {
        switch site {
        case .local: []
        case .oneOff(let service): [ServiceMention(service, .oneOff)]
        case .exec(let service): [ServiceMention(service)]
        }
    }
}

extension Address {
    fileprivate var serviceMentions: [ServiceMention] {
        service.map { [ServiceMention($0, .address)] } ?? []
    }
}

extension Gate {
    /// Every place of the gate, and of those that it joins, that names a service.
    fileprivate var serviceMentions: [ServiceMention] { withInner.flatMap(\.ownServiceMentions) }

    fileprivate var ownServiceMentions: [ServiceMention] {
        switch question {
        case .http(let question): question.address.map(\.serviceMentions) ?? []
        case .tcp(let address), .certificate(let address): address.serviceMentions
        case .exec(let service, _, _), .container(let service), .rollout(let service), .stats(let service, _):
            [ServiceMention(service)]
        case .logs(let question): [ServiceMention(question.service)]
        case .metrics(.page(let address, _, _)), .metrics(.json(let address, _, _)):
            address.map(\.serviceMentions) ?? []
        case .metrics(.prometheus), .wait, .sql, .disk, .all, .checks: []
        }
    }
}
