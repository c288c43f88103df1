package import Basis
package import Updates

/// The printer for people: results on standard output, everything else on standard error.
package struct TextPrinter: Printer {
    /// How much is said besides results and failures.
    package enum Volume: Sendable {
        /// Results and failures only; progress and notices too; each question to the target besides.
        case quiet, normal, verbose
    }

    private let output: Output
    private let errors: Output
    private let outputSurface: Surface
    private let errorSurface: Surface
    private let volume: Volume
    private let input: Int32?

    /// Prints to two streams, each with its own surface: one may be a file and the other a terminal. Answers
    /// come from the terminal at `input`, if there is one.
    package init(
        output: Output, on outputSurface: Surface, errors: Output, on errorSurface: Surface,
        volume: Volume = .normal, answersOn input: Int32? = nil
    ) {
        self.input = input
        self.output = output
        self.errors = errors
        self.outputSurface = outputSurface
        self.errorSurface = errorSurface
        self.volume = volume
    }

    /// The report in words.
    package func show(_ report: any Report) { output.write(report.text(on: outputSurface) + "\n") }

    /// The message in a line, unless all is to be quiet.
    package func progress(_ message: String) {
        guard volume != .quiet else { return }
        errors.write(message.harmlessLine + "\n")
    }

    /// The problem, unless all is to be quiet.
    package func notice(_ problem: Diagnostic) {
        guard volume != .quiet else { return }
        errors.write(problem.text(on: errorSurface) + "\n")
    }

    /// A picture on a terminal, lines elsewhere, only what went wrong where quiet is wanted.
    package func face(of plan: Plan) -> any RunFace {
        guard volume != .quiet else { return QuietRun(output: errors, surface: errorSurface) }
        // Nothing is drawn over what lines were printed between.
        return errors.isTerminal && volume == .normal
            ? LiveRun(to: errors, on: errorSurface) : PlainRun(of: plan, to: errors, on: errorSurface)
    }

    /// On a terminal that can answer, unless all is to be quiet.
    package func ask(_ question: Question) async -> String? {
        guard let input, errors.isTerminal, volume != .quiet else { return nil }
        return await question.asked(on: errors, answeredOn: input)
    }

    /// Nothing: a command that went well has said its result already.
    package func finish(exit: Int32) {}

    /// All problems, and how many they are when there are several.
    package func fail(_ problems: [Diagnostic], exit: Int32) {
        errors.write(problems.text(on: errorSurface) + "\n")
    }
}
