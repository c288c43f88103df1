import Basis
import FoundationEssentials
import Testing

private let span = Span(
    file: "belay.yml", start: Position(line: 3, column: 5), end: Position(line: 3, column: 9))

@Test func positionsBeginAtOneAndFollowTheReader() {
    #expect(Position(line: 0, column: -4) == Position(line: 1, column: 1))
    #expect(Position(line: 2, column: 9) < Position(line: 3, column: 1))
    #expect(Position(line: 3, column: 1) < Position(line: 3, column: 2))
    #expect(!(Position(line: 3, column: 2) < Position(line: 3, column: 2)))
}

@Test func aSpanNeverEndsBeforeItStarts() {
    let (early, late) = (Position(line: 1, column: 1), Position(line: 2, column: 1))
    #expect(Span(file: "a", start: late, end: early).end == late)
    #expect(span.description == "belay.yml:3:5")
}

@Test func whatIsReadBackKeepsTheSamePromises() throws {
    let json = #"{"file":"a","start":{"line":0,"column":7},"end":{"line":-9,"column":0}}"#
    let read = try JSONDecoder().decode(Span.self, from: Data(json.utf8))
    #expect(read == Span(file: "a", start: Position(line: 1, column: 7), end: Position(line: 1, column: 7)))
    #expect(try JSONDecoder().decode(Span.self, from: JSONEncoder().encode(span)) == span)
}

@Test func aLocatedValueReadsThroughAndKeepsItsPlace() throws {
    let located = Located("7 rungs", at: span)
    #expect(located.count == 7 && located.value == "7 rungs")
    #expect(located.map(\.count) == Located(7, at: span))
    #expect(throws: DeadlinePassed.self) { try located.map { _ in throw DeadlinePassed() } }
    let other = Span(file: "other.yml", start: span.start, end: span.end)
    #expect(located != Located("7 rungs", at: other) && located != Located("8 rungs", at: span))
    #expect(Set([located, located, Located("7 rungs", at: other)]).count == 2)
}

@Test func placesAreSaidInOneLine() {
    #expect(Place.text(span, line: "  image: x").description == "belay.yml:3:5")
    #expect(Place.thing("tag v1.4.0").description == "tag v1.4.0")
    #expect(Place.commandLine.description == "command line")
}
