import Basis
import Updates
import YAML

extension Form where Value == Address {
    /// `db:5432`, a port alone, or a mapping.
    static var address: Form {
        let words = "an address such as db:5432, app.example.com:443 or 5432"
        let written = Form<Located<WrittenAddress>>.parsed(words) { WrittenAddress($0) }
        let parts = Form<Address>.record(
            "an address",
            Key.optional("service", .text("a service"), "The service that is asked."),
            Key.optional("host", .template("a host"), "The host that is asked, if it is no service."),
            Key.optional("port", .port, "The port.")
        ) { _, service, host, port in Address(service: service, host: host, port: port) }
        return .byKind(scalar: written.map(\.address), mapping: parts)
    }
}

extension Form where Value == Question {
    static var execQuestion: Form {
        .record(
            "an exec gate",
            Key.required("in", .text("a service"), "The service in whose container it runs."),
            Key.required(
                "run", .listOrOne(.template("a program")), "The program and its arguments."),
            Key.optional("expect", .textExpectation, "What it must print.")
        ) { _, service, run, expect in .exec(service: service, command: run, output: expect) }
    }

    static var sqlQuestion: Form {
        .record(
            "a sql gate",
            Key.required("database", .text("a database"), "The database that is asked."),
            Key.required("query", .template("a query"), "A query that gives one value."),
            Key.required("expect", .comparison, "What the value must be.")
        ) { _, database, query, expect in .sql(database: database, query: query, expect: expect) }
    }

    static var statsQuestion: Form {
        .record(
            "a stats gate",
            Key.required("service", .text("a service"), "The service whose containers are measured."),
            Key.required("measure", .choice(Question.Measure.self), "What is measured.")
        ) { _, service, measure in .stats(service: service, measure: measure) }
    }
}

extension Form where Value == LogsQuestion {
    static var logsQuestion: Form {
        .record(
            "a logs gate",
            Key.required("service", .text("a service"), "The service whose log is read."),
            Key.optional("since", .duration, "How far back; since the step began if nothing is said."),
            Key.optional("contains", .listOrOne(.text()), default: [], "Each of these must occur."),
            Key.optional("lacks", .listOrOne(.text()), default: [], "None of these may occur.")
        ) { _, service, since, contains, lacks in
            LogsQuestion(
                service: service, since: since, text: TextExpectation(contains: contains, lacks: lacks))
        }
    }
}

extension Form where Value == MetricsQuestion {
    static var metricsQuestion: Form {
        .record("a metrics gate", Key.oneOf(origins)) { _, origin in origin }
    }

    private static var origins: [Alternative<MetricsQuestion>] {
        let prometheus = Form.record(
            "a prometheus query",
            Key.required("url", .template("a URL"), "The server."),
            Key.required("query", .template("a query"), "The query; it gives one value."),
            Key.optional(
                "range", .duration, "Every value within this time must be as it must; else only the last.")
        ) { _, url, query, range in .prometheus(url: url, query: query, range: range) }
        let page = Form.record(
            "a metrics page",
            Key.optional("service", .text("a service"), "The service that has the page."),
            Key.optional("port", .port, "The port."),
            Key.required("path", .template("a path"), "The path of the page."),
            Key.required("series", .template("a series"), "The series, by its name and labels.")
        ) { _, service, port, path, series in
            .page(address: Address(optional: service, port: port), path: path, series: series)
        }
        let json = Form.record(
            "a JSON answer",
            Key.optional("service", .text("a service"), "The service that is asked."),
            Key.optional("port", .port, "The port."),
            Key.required("path", .template("a path"), "The path that is asked."),
            Key.required("value", .text("a path such as $.total"), "Where the value stands in the answer.")
        ) { _, service, port, path, value in
            .json(address: Address(optional: service, port: port), target: path, path: value)
        }
        return [
            Alternative("prometheus", prometheus, "A Prometheus server is asked.") { $0 },
            Alternative("page", page, "A page of metrics is read.") { $0 },
            Alternative("json", json, "A JSON answer is read.") { $0 },
        ]
    }
}

extension Address {
    fileprivate init?(optional service: Located<String>?, port: Located<Int>?) {
        guard service != nil || port != nil else { return nil }
        self.init(service: service, port: port)
    }
}
