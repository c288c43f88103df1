internal import Basis
internal import FoundationEssentials
internal import HTTP

extension DockerFailure {
    /// What became of a call that got no answer.
    init(_ failure: HTTPFailure, at place: String) {
        let code: DockerCode =
            switch failure.code {
            case .socketForbidden: .forbidden
            case .timedOut, .idle: .timedOut
            case .cancelled, .closed: .cancelled
            case .reset, .truncated, .requestBodyFailed: .lost
            case .badRequest: .badSpecification
            case .nonsense, .headTooLarge, .bodyTooLong, .tooManyRedirects, .badRedirect, .upgradeRefused:
                .notAnEngine
            case .unexpectedStatus:
                DockerFailure.code(
                    status: failure.status ?? 0, words: failure.why ?? "", about: .engine)
            case .outOfMemory, .unknown: .failed
            default: .noEngine
            }
        let diagnostic = failure.diagnostic
        let words = failure.code == .unexpectedStatus ? nil : diagnostic.what
        self.init(
            code, at: place,
            why: [words, failure.why.map(DockerFailure.message)].compactMap { $0 }.joined(separator: ": "))
    }

    /// What an answer with a status of failure says.
    init(status: Int, body: String, about thing: EngineThing, at place: String) {
        let words = DockerFailure.message(body)
        self.init(
            DockerFailure.code(status: status, words: words, about: thing), at: place,
            why: words.isEmpty ? "status \(status)" : words)
    }

    /// The engine's own words, which come as `{"message":"…"}`.
    private static func message(_ body: String) -> String {
        struct Words: Decodable { let message: String }
        let read = try? JSONDecoder().decode(Words.self, from: Data(body.utf8))
        return (read?.message ?? body).trimmed
    }

    /// The engine has few statuses and no codes: the words are what tells one failure from another.
    static func code(status: Int, words: String, about thing: EngineThing) -> DockerCode {
        let words = words.lowercased()
        if let row = telling.first(where: { $0.words.allSatisfy(words.contains) }) { return row.code }
        switch status {
        case 400: return .badSpecification
        case 401: return .loginRefused
        case 403: return .refused
        case 404: return thing.absence
        case 409: return .inUse
        case 500...: return .failed
        default: return .refused
        }
    }

    /// The first of which all words are there is meant; later ones are less telling.
    private static let telling: [(words: [String], code: DockerCode)] = [
        (["no space left on device"], .noSpace), (["disk quota exceeded"], .noSpace),
        (["port is already allocated"], .portTaken), (["address already in use"], .portTaken),
        (["ports are not available"], .portTaken),
        (["client version"], .tooOld), (["client is newer than server"], .tooOld),
        (["no such container"], .noContainer), (["no such image"], .noImage),
        (["no such volume"], .noVolume), (["no such network"], .noNetwork),
        (["unable to find network"], .noNetwork), (["network ", " not found"], .noNetwork),
        (["is already in use by container"], .nameTaken), (["network with name"], .nameTaken),
        (["volume is in use"], .inUse), (["has active endpoints"], .inUse),
        (["image is being used"], .inUse), (["image is referenced in"], .inUse),
        (["pool overlaps"], .addressesTaken), (["non-overlapping ipv4 address pool"], .addressesTaken),
        (["all predefined address pools"], .addressesTaken),
        (["is not running"], .notRunning), (["is paused"], .notRunning),
        (["unauthorized"], .loginRefused), (["pull access denied"], .loginRefused),
        (["no basic auth credentials"], .loginRefused), (["authentication required"], .loginRefused),
        (["unable to find user"], .notStarted), (["unable to find group"], .notStarted),
        (["failed to create shim"], .notStarted), (["oci runtime create failed"], .notStarted),
        (["error gathering device information"], .notStarted), (["failed to create task"], .notStarted),
        (["cannot unmarshal"], .badSpecification),
    ]
}

extension String {
    /// Without blanks and line ends around it.
    var trimmed: String {
        let blank = { (character: Character) in character.isWhitespace || character.isNewline }
        return String(drop(while: blank).reversed().drop(while: blank).reversed())
    }
}
