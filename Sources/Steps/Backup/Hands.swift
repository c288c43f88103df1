internal import Basis
internal import Ports
internal import Subprocesses

/// Runs the programs of databases where their data is: in the service's container, or here.
struct Hands: Sendable {
    /// What a program may answer: a name, a number, a table of names.
    private static let answerLimit = ByteCount.mebibytes(1)

    let setting: BackupSetting
    let deadline: Deadline

    /// What a program prints, while it is given a stream, or what its order says.
    func output(of order: Order, for login: Login, reading stream: (any ByteStream)? = nil) async throws
        -> any ByteStream
    {
        let input = stream ?? order.input.map { BytesInMemory($0) }
        guard let service = login.service else {
            let environment = setting.tools.variables.mapValues { EnvironmentValue.plain($0) }
                .merging(order.variables.mapValues { .secret($0) }) { $1 }
            let invocation = Invocation(
                .named(order.words[0], in: setting.folders), Array(order.words.dropFirst()),
                environment: environment, directory: setting.project,
                input: input.map { .stream($0) } ?? .none)
            return LocalOutput(of: try setting.tools.launcher.start(invocation, by: deadline))
        }
        guard let data = setting.tools.access else {
            throw BackupFailure(
                .unusable, "nothing here reaches the service `\(service)`", at: "database \(login.name)")
        }
        let program = DataProgram(order.words, in: service, variables: order.variables, input: input)
        return try await data.output(of: program, by: deadline)
    }

    /// What a program answers; it may be no more than a little.
    @discardableResult
    func answer(to order: Order, for login: Login) async throws -> String {
        let bytes = try await output(of: order, for: login).collect(atMost: Hands.answerLimit)
        return String(decoding: bytes, as: UTF8.self).trimmingLineBreaks
    }

    /// Gives a program all of a stream, and lets go of what it prints.
    func give(_ stream: any ByteStream, to order: Order, for login: Login) async throws {
        let printed = try await output(of: order, for: login, reading: stream)
        while try await printed.next() != nil {}
    }

    /// Runs programs one after the other.
    func run(_ orders: [Order], for login: Login) async throws {
        for order in orders { try await answer(to: order, for: login) }
    }
}

extension String {
    /// Without line breaks and blanks at its end.
    var trimmingLineBreaks: String {
        var rest = self[...]
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
