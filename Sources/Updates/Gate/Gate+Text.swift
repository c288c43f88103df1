internal import Basis

extension Gate {
    /// The gate in a line for people: `http /health, 3 in a row, every 1s, within 2m`.
    package var text: String { ([question.text] + patience.words).joined(separator: ", ") }
}

extension Question {
    /// What is asked, in a few words.
    package var text: String {
        switch self {
        case .wait: "wait"
        case .http(let question): "http \(question.line)"
        case .tcp(let address): "tcp \(address.text)"
        case .exec(let service, let command, _):
            "exec in \(service.value): \(command.map(\.written).joined(separator: " "))"
        case .sql(let database, let query, _): "sql on \(database.value): \(query.written)"
        case .container(let service): "containers of \(service.value)"
        case .rollout(let service): "rollout of \(service.value)"
        case .metrics(.prometheus(_, let query, _)): "metric \(query.written)"
        case .metrics(.page(_, _, let series)): "metric \(series.written)"
        case .metrics(.json(_, let target, let path)): "metric \(path.value) of \(target.written)"
        case .logs(let question): "logs of \(question.service.value)"
        case .disk(let path): "disk at \(path.written)"
        case .certificate(let address): "certificate of \(address.text)"
        case .stats(let service, let measure): "\(measure.rawValue) of \(service.value)"
        case .all(let gates): gates.map(\.text).joined(separator: " and ")
        case .checks(let names): "checks \(names.map(\.value).joined(separator: ", "))"
        }
    }
}

extension HTTPQuestion {
    fileprivate var line: String {
        let target = target.written
        guard let address else { return target }
        return address.service == nil ? "\(address.text)\(target)" : "\(target) of \(address.text)"
    }
}

extension Address {
    fileprivate var text: String {
        let name = service?.value ?? host?.written ?? ""
        return port.map { "\(name):\($0.value)" } ?? name
    }
}

extension Patience {
    fileprivate var words: [String] {
        var words: [String] = []
        if let passes, passes > 1 { words.append("\(passes) in a row") }
        if let every { words.append("every \(every.text)") }
        if let within { words.append("within \(within.text)") }
        if let lasting { words.append("for \(lasting.text)") }
        if let tolerate { words.append("\(tolerate) may fail") }
        return words
    }
}
