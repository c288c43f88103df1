internal import Basis
internal import Glibc
internal import HTTP
internal import Updates

extension Asker {
    /// How much of a page of metrics is read: large exporters write some megabytes.
    private static let pageLimit = ByteCount.mebibytes(16)
    /// A range is looked at in so many places.
    private static let places = 60

    /// The values that a metrics question gives.
    func values(of question: MetricsQuestion) async throws -> [Measured] {
        switch question {
        case .prometheus(let url, let query, let range):
            return try await prometheus(url, try await fill.text(query), range?.value)
        case .page(let address, let path, let series):
            let wanted = try await fill.words(series)
            guard let selector = SeriesSelector(wanted) else {
                throw GateFailure.noWay(what: "`\(wanted)` names no series", series.span)
            }
            let pages = try await bodies(address, path)
            return pages.flatMap { page in
                selector.values(in: String(decoding: page, as: UTF8.self)).map {
                    Measured(name: wanted, amount: .text($0))
                }
            }
        case .json(let address, let target, let path):
            let place = try GateFailure.path(path)
            return try await bodies(address, target).map { body in
                guard let value = JSONTree(body).flatMap(place.value) else {
                    throw NothingMeasured(path.value)
                }
                return Measured(name: path.value, amount: .text(value.text))
            }
        }
    }

    private func prometheus(_ url: Template, _ query: Filled, _ range: Duration?) async throws -> [Measured] {
        let text = try await fill.words(url)
        guard let server = WebPlace(text) else { throw GateFailure.noURL(text, url.span) }
        var items: [(String, String)] = [("query", query.reveal())]
        if let range {
            let (now, length) = (Int64(time(nil)), max(1, range.components.seconds))
            items += [
                ("start", "\(now - length)"), ("end", "\(now)"),
                ("step", "\(max(1, length / Int64(Asker.places)))"),
            ]
        }
        let path = range == nil ? "/api/v1/query" : "/api/v1/query_range"
        let place = server.below(HTTPRequest.target(path, items: items))
        let body = try await body(of: place)
        guard let tree = JSONTree(body), let results = tree["data"]?["result"]?.items else {
            throw NothingMeasured("\(query)")
        }
        // A scalar is one pair of time and value; a vector has one for each series, a matrix many.
        let pairs: [JSONTree] =
            tree["data"]?["resultType"] == .string("scalar")
            ? [.array(results)]
            : results.flatMap { series in series["values"]?.items ?? series["value"].map { [$0] } ?? [] }
        return pairs.compactMap { pair in
            pair.items.flatMap { $0.count == 2 ? $0[1].text : nil }
        }.map { Measured(name: "\(query)", amount: .text($0)) }
    }

    /// The bodies of a page: of the front door, or of every replica.
    private func bodies(_ address: Address?, _ path: Template) async throws -> [[UInt8]] {
        let target = try await fill.words(path)
        var places: [WebPlace] = []
        if let url = WebPlace(target) {
            places = [url]
        } else if let service = address?.service {
            places = try await replicas(of: service, port: address?.port?.value).map { $0.below(target) }
        } else {
            places = [try frontDoor(for: path.span).below(target)]
        }
        var all: [[UInt8]] = []
        for place in places { all.append(try await body(of: place)) }
        return all
    }

    private func body(of place: WebPlace) async throws -> [UInt8] {
        let response = try await means.web.send(HTTPRequest(.get, place.path), to: place, deadline: deadline)
        do { return try await response.expecting().collect(atMost: Asker.pageLimit) } catch {
            throw error.code == .cancelled ? CancellationError() : error
        }
    }
}

/// A server of metrics answered, and the value was not in it.
private struct NothingMeasured: Diagnosable {
    private let what: String

    init(_ what: String) { self.what = what }

    var diagnostic: Diagnostic {
        Diagnostic(GateCode.failed, "the answer has no value for `\(what)`", at: .thing(what))
    }
}
