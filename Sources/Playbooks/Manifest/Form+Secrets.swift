import Basis
import Updates

extension Form where Value == SecretSource {
    static var secretSource: Form {
        let text = Form<Located<String>>.text("a file")
        let sealed = Form.record(
            "a sealed file",
            Key.required("file", text, "The file in the repository."),
            Key.optional("identity", text, "The file with the key that opens it.")
        ) { _, file, identity in .age(file: file, identity: identity) }
        let age = Form.byKind(scalar: text.map { .age(file: $0, identity: nil) }, mapping: sealed)
        let kinds = [
            Alternative("env", .text("a variable"), "An environment variable of Belay itself.") {
                SecretSource.environment($0)
            },
            Alternative("file", text, "A file, without its last line break.") { SecretSource.file($0) },
            Alternative("command", .list(.text("a program or an argument")), "What a command prints.") {
                SecretSource.command($0)
            },
            Alternative("age", age, "A file in the repository, sealed in the age form.") { $0 },
        ]
        return .record("a secret", Key.oneOf(kinds)) { _, source in source }
    }
}

extension Form where Value == Receiver {
    static var receiver: Form {
        .record(
            "a receiver",
            Key.oneOf(channels),
            Key.optional(
                "on", .listOrOne(.choice(Receiver.Event.self)), default: [], "What is told; all if not said.")
        ) { _, channel, events in Receiver(channel, on: events) }
    }

    private static var channels: [Alternative<Receiver.Channel>] {
        let url = Form<Template>.template("a URL")
        let email = Form<Receiver.Channel>.record(
            "email",
            Key.required("to", .listOrOne(.template("an address")), "Who gets it."),
            Key.optional("from", .template("an address"), "Who it is from."),
            Key.required("through", url, "The mail server, smtp:// or smtps://.")
        ) { _, to, from, through in .email(to: to, from: from, through: through) }
        let signed = Form<Receiver.Channel>.record(
            "webhook",
            Key.required("url", url, "Where it is posted."),
            Key.optional("secret", .template("a secret"), "What it is signed with.")
        ) { _, url, secret in .webhook(url: url, secret: secret) }
        let webhook = Form<Receiver.Channel>.byKind(
            scalar: url.map { Receiver.Channel.webhook(url: $0, secret: nil) }, mapping: signed)
        return [
            Alternative("slack", url, "A Slack-compatible webhook.") { .slack($0) },
            Alternative("email", email, "Mail through a server.") { $0 },
            Alternative("webhook", webhook, "A webhook that takes JSON.") { $0 },
            Alternative("pagerduty", .template("a routing key"), "PagerDuty, by routing key.") {
                .pagerduty($0)
            },
            Alternative("command", .list(.template("a program or an argument")), "A command that reads it.") {
                .command($0)
            },
        ]
    }
}
