/// A flaw on its way to whoever knows what it was found in.
struct FlawFound: Error {
    let flaw: SealError.Flaw

    init(_ flaw: SealError.Flaw) { self.flaw = flaw }

    static func header(_ why: String) -> FlawFound { FlawFound(.malformedHeader(why: why)) }
}
