internal import Basis
internal import Updates

extension CreateBody {
    /// What runs in the container.
    mutating func add(process: ComposeProcess) {
        if let command = process.command?.value {
            fields["Cmd"] = .list(command.map { .secret($0.value) })
        }
        if let entrypoint = process.entrypoint?.value {
            // A single empty word clears the image's entry point; no words at all leave it.
            fields["Entrypoint"] = entrypoint.isEmpty ? [""] : .list(entrypoint.map { .secret($0.value) })
        }
        fields["User"] = process.user.map { .text($0.value) }
        fields["WorkingDir"] = process.workingDirectory.map { .text($0.value) }
        fields["Tty"] = process.hasTerminal.map { .bool($0.value) }
        fields["OpenStdin"] = process.keepsInputOpen.map { .bool($0.value) }
        fields["StopSignal"] = process.stopSignal.map { .text($0.value) }
        fields["StopTimeout"] = process.stopGracePeriod.map { .integer($0.value.components.seconds) }
        host["Init"] = process.hasInit.map { .bool($0.value) }
    }

    /// Its variables; one without a value is unset, whatever the image says.
    mutating func add(environment: [ComposeVariable]) {
        guard !environment.isEmpty else { return }
        fields["Env"] = .list(
            environment.map { variable in
                variable.value.map { .assignment(variable.name.value, $0) } ?? .text(variable.name.value)
            })
    }

    /// How its health is asked.
    mutating func add(healthcheck: ComposeHealthcheck?, api: APIVersion) {
        guard let check = healthcheck else { return }
        guard check.isActive else {
            fields["Healthcheck"] = ["Test": ["NONE"]]
            return
        }
        var value: [String: EngineValue] = [:]
        value["Test"] = check.test.map { .list($0.value.map { .secret($0.value) }) }
        value["Interval"] = check.interval.map { EngineValue(nanoseconds: $0.value) }
        value["Timeout"] = check.timeout.map { EngineValue(nanoseconds: $0.value) }
        value["StartPeriod"] = check.startPeriod.map { EngineValue(nanoseconds: $0.value) }
        if api >= .startInterval {
            value["StartInterval"] = check.startInterval.map { EngineValue(nanoseconds: $0.value) }
        }
        value["Retries"] = check.retries.map { .integer(Int64($0.value)) }
        fields["Healthcheck"] = .object(value)
    }

    /// Where its output goes.
    mutating func add(logging: ComposeLogging?) {
        guard let logging else { return }
        var value: [String: EngineValue] = [:]
        value["Type"] = logging.driver.map { .text($0.value) }
        value["Config"] = CreateBody.named(logging.options)
        host["LogConfig"] = .object(value)
    }
}
