internal import Basis
internal import Console

/// The whole program but for the process around it: a command line in, an exit code out.
package struct Program: Sendable {
    private let grammar: Grammar
    private let surroundings: Surroundings
    private let adapters: Adapters
    private let output: Output
    private let errors: Output

    init(
        grammar: Grammar, surroundings: Surroundings, adapters: Adapters, output: Output, errors: Output
    ) {
        self.grammar = grammar
        self.surroundings = surroundings
        self.adapters = adapters
        self.output = output
        self.errors = errors
    }

    /// Runs what the words behind the program's name ask for.
    ///
    /// Never throws: every failure has been told on return.
    package func run(_ words: [String]) async -> ExitCode {
        let line = LineParser.parse(words, by: grammar)
        let printer = printer(for: line.arguments)
        let exit: ExitCode
        do throws(Failure) {
            exit = try await perform(line, printer)
            printer.finish(exit: exit.rawValue)
        } catch {
            printer.fail(error.problems, exit: error.exit.rawValue)
            exit = error.exit
        }
        return closing(exit)
    }

    private func perform(_ line: ParsedLine, _ printer: any Printer) async throws(Failure) -> ExitCode {
        if line.arguments[GlobalOptions.help] {
            printer.show(HelpReport(grammar: grammar, command: line.command))
            return .done
        }
        let wantsVersion = line.command == nil && line.arguments[GlobalOptions.version]
        let problems = line.problems.filter {
            !(wantsVersion && $0.code == UsageCode.missingCommand.rawValue)
        }
        if line.problems.map(\.code) == [UsageCode.missingCommand.rawValue], !wantsVersion,
            !line.arguments[GlobalOptions.json]
        {
            printer.show(HelpReport(grammar: grammar, command: nil))
            return .wrongInput
        }
        guard problems.isEmpty else { throw .wrongInput(problems) }
        guard let command = wantsVersion ? VersionCommand.command : line.command else {
            Mistake.trap("A command line without a command has a problem that says so.")
        }
        let invocation = Invocation(
            arguments: line.arguments, grammar: grammar, printer: printer, surroundings: surroundings,
            adapters: adapters)
        do {
            guard command.waits(line.arguments) else { return try await command.run(invocation) }
            return try await Interrupts.heeding { try await command.run(invocation) }
        } catch {
            throw Failure(error, in: "\(grammar.program) \(command.name)")
        }
    }

    private func printer(for arguments: Arguments) -> any Printer {
        if arguments[GlobalOptions.json] { return JSONPrinter(output: output) }
        let noColour = arguments[GlobalOptions.noColour]
        let volume: TextPrinter.Volume =
            arguments[GlobalOptions.quiet] ? .quiet : arguments[GlobalOptions.verbose] ? .verbose : .normal
        return TextPrinter(
            output: output, on: surroundings.surface(of: surroundings.output, noColour: noColour),
            errors: errors, on: surroundings.surface(of: surroundings.errors, noColour: noColour),
            volume: volume, answersOn: surroundings.answers)
    }

    /// A result that could not be written was not delivered: that is a failure, whatever the command
    /// achieved.
    private func closing(_ exit: ExitCode) -> ExitCode {
        guard let reason = output.failure else { return exit }
        let problem = Diagnostic(
            ConsoleCode.writeFailed, "standard output could not be written", at: .thing("standard output"),
            why: reason)
        let surface = surroundings.surface(of: surroundings.errors, noColour: false)
        errors.write(problem.text(on: surface) + "\n")
        return exit == .done ? .failed : exit
    }
}

extension Surroundings {
    fileprivate func surface(of stream: Stream, noColour: Bool) -> Surface {
        Surface(
            columns: stream.columns, isTerminal: stream.isTerminal, variables: variables, noColour: noColour)
    }
}
