internal import Basis
internal import Ports
internal import Updates

extension Asker {
    /// A query, and what its one value must be.
    func sql(_ database: Located<String>, _ query: Template, _ expect: Located<Comparison>) async throws
        -> Answer
    {
        let client = try await SQLClient(for: database, fill)
        let result = try await client.run(try await fill.text(query), means, fill, deadline: deadline)
        return try result.answer(of: "the query on \(database.value)", expecting: expect, fill)
    }
}

extension CommandResult {
    /// What a query came to; without an expectation it is enough that it was done.
    func answer(of name: String, expecting expect: Located<Comparison>?, _ fill: Fill) throws -> Answer {
        guard exitCode == 0 else { return .failed("\(name) failed: \(lastWords(fill).excerpt)") }
        guard let expect else { return .passed("\(name) was done") }
        var value = output[...]
        while value.last?.isWhitespace == true { value.removeLast() }
        let wanted = "\(expect.value.sign.rawValue) \(expect.value.operand)"
        let shown = fill.scrub(String(value)).excerpt
        return expect.value.holds(for: String(value)) == true
            ? .passed("\(name) gave \(shown)")
            : .failed("\(name) gave \(shown.isEmpty ? "nothing" : shown), not \(wanted)")
    }
}
