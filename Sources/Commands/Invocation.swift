internal import Console

/// Everything a running command is given.
///
/// It reaches for nothing else.
struct Invocation: Sendable {
    let arguments: Arguments
    let grammar: Grammar
    let printer: any Printer
    let surroundings: Surroundings
    let adapters: Adapters
}
