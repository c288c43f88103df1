import Basis
import Updates
import YAML

extension PodProbe {
    init(_ fields: Fields, _ remarks: inout Remarks) {
        self.init(action: PodAction(fields, &remarks), span: fields.span)
        initialDelaySeconds = fields.number("initialDelaySeconds", &remarks)
        periodSeconds = fields.number("periodSeconds", &remarks)
        timeoutSeconds = fields.number("timeoutSeconds", &remarks)
        successThreshold = fields.number("successThreshold", &remarks)
        failureThreshold = fields.number("failureThreshold", &remarks)
        if action == .other {
            let what = "the probe asks nothing"
            remarks.add(
                .missingField, what, at: span, remedy: "Add one of `httpGet`, `tcpSocket`, `exec`, `grpc`.")
        }
    }
}

extension PodAction {
    init(_ fields: Fields, _ remarks: inout Remarks) {
        if let command = fields.fields("exec", .command, &remarks) {
            self = .command(command.texts("command", &remarks))
        } else if let http = fields.fields("httpGet", .httpGet, &remarks) {
            self = .http(path: http.text("path", &remarks), port: http.textOrNumber("port", &remarks))
        } else if let tcp = fields.fields("tcpSocket", .tcpSocket, &remarks) {
            self = .tcp(port: tcp.textOrNumber("port", &remarks))
        } else if let grpc = fields["grpc"].flatMap({ Fields($0, .grpc, &remarks) }) {
            self = .grpc(port: grpc.port("port", &remarks))
        } else if let sleep = fields["sleep"].flatMap({ Fields($0, .sleep, &remarks) }),
            let seconds = sleep.number("seconds", &remarks)
        {
            self = .sleep(seconds: seconds)
        } else {
            self = .other
        }
    }
}
