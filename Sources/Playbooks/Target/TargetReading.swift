package import Basis
package import Updates

/// Reads what an environment runs from the files that it names.
///
///     let reading = TargetReading(of: environment, from: source)
///     guard let target = reading.target else { throw Failure.wrongInput(reading.problems) }
///
/// Nothing is read but what the source gives, and values of variables reach no message.
package struct TargetReading: Sendable {
    /// What it runs; nil if a file has an error, because part of it is something else.
    package internal(set) var target: Target?
    /// Everything that is wrong or odd with the files, in their order.
    package internal(set) var problems: [Diagnostic] = []
    /// What will hurt when it runs, as far as the files alone tell.
    package internal(set) var findings: [Diagnostic] = []
    /// Where in Compose files variables were replaced: what came of it is not to be shown.
    package internal(set) var replaced: Set<Span> = []
    /// The files, as the operator knows them.
    package internal(set) var files: [String] = []
    /// The lines of the manifest and of these files, for what is found later.
    package internal(set) var lines: SourceLines

    /// Reads the files of an environment; `lines` are those of the manifest, where they are at hand.
    package init(
        of environment: Environment, from source: TargetSource, lines: SourceLines = SourceLines()
    ) {
        self.lines = lines
        switch environment.platform {
        case .docker(let docker): readCompose(docker, at: environment.span, from: source)
        case .kubernetes(let kubernetes): readManifests(kubernetes, at: environment.span, from: source)
        case nil: break
        }
    }

    /// Keeps the lines of what was read.
    mutating func keep(_ read: [(name: String, bytes: [UInt8])], from source: TargetSource) {
        for (name, bytes) in read {
            let known = TargetReading.shown(name, source)
            guard !files.contains(known) else { continue }
            files.append(known)
            lines.add(bytes, as: name, known: known)
        }
    }

    /// A problem whose file is called as the operator knows it.
    static func shown(_ problem: Diagnostic, _ source: TargetSource) -> Diagnostic {
        switch problem.place {
        case .text(let span, let line):
            let file = shown(span.file, source)
            return problem.moved(to: .text(Span(file: file, start: span.start, end: span.end), line: line))
        case .thing(let name): return problem.moved(to: .thing(shown(name, source)))
        case .commandLine: return problem
        }
    }

    static func shown(_ path: String, _ source: TargetSource) -> String {
        path.hasPrefix("/") ? path : source.prefix + path
    }
}
