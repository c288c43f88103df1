/// The first thing that is wrong with an expression; offsets count Unicode scalars of its text.
struct ExpressionFault: Error, Equatable {
    let code: ExpressionCode
    let what: String
    let range: Range<Int>
}
