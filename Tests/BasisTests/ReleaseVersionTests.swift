import Basis
import Testing

/// Lowest first: the chains of semver.org, and what people's tags add to them.
private let ordered = [
    "0.0.0-0", "0.0.0", "0.0.1", "0.1.0", "0.9.99", "1.0.0-0", "1.0.0-0.0", "1.0.0-1", "1.0.0-2", "1.0.0-10",
    "1.0.0-99999999999999999998", "1.0.0-99999999999999999999", "1.0.0-100000000000000000000", "1.0.0--",
    "1.0.0-0a", "1.0.0-A", "1.0.0-a", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.1.0", "1.0.0-alpha.beta",
    "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0-rc.1.x", "1.0.0-rc1", "1.0.0",
    "1.0.1",
    "1.2.0", "1.9.0", "1.10.0", "1.11.0", "2.0.0", "2.1.0", "2.1.1", "10.0.0", "18446744073709551615.0.0",
]

@Test func precedenceIsThatOfSemanticVersions() throws {
    let versions = try ordered.map { try #require(ReleaseVersion($0), "\($0)") }
    for (index, version) in versions.enumerated() {
        for (other, next) in versions.enumerated() {
            #expect((version < next) == (index < other), "\(version) < \(next)")
            #expect((version == next) == (index == other), "\(version) == \(next)")
            #expect(version.hasPrecedence(of: next) == (index == other), "\(version) ~ \(next)")
        }
    }
}

@Test(arguments: UInt64(1)...10) func anyOrderIsSortedIntoOne(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let spellings = ordered.flatMap { [$0, "v" + $0, $0 + "+b.1"] }.compactMap { ReleaseVersion($0) }
    let sorted = spellings.sorted()
    #expect(spellings.shuffled(using: &generator).sorted() == sorted, "seed \(seed)")
}

@Test(arguments: ["1.4.0", "v1.4.0", "V1.4.0", "1.4", "v1.4", "1.4.0+build", "1.4.0+1.002.x-y", "1.4+b"])
func spellingAndBuildPlayNoPartInPrecedence(_ text: String) throws {
    let (plain, version) = try (#require(ReleaseVersion("1.4.0")), #require(ReleaseVersion(text)))
    #expect(version.hasPrecedence(of: plain) && version.core == [1, 4, 0] && !version.isPreRelease)
    #expect(version.text == text && version.description == text)
    #expect((version == plain) == (text == plain.text))
    #expect(version == plain || (version < plain) != (plain < version))
}

@Test func thePartsAreKept() throws {
    let version = try #require(ReleaseVersion("v1.20.3-rc.2.x-y+exp.sha.5114f85.007"))
    #expect(version.core == [1, 20, 3] && version.isPreRelease)
    #expect(version.preRelease == ["rc", "2", "x-y"])
    #expect(version.build == ["exp", "sha", "5114f85", "007"])
    #expect(ReleaseVersion("7")?.core == [7, 0, 0])
    #expect(ReleaseVersion("v2-rc.1")?.preRelease == ["rc", "1"])
    #expect(ReleaseVersion("1.0.0+b-c")?.isPreRelease == false)
}

@Test(arguments: [
    "", "v", "V", "vv1.0.0", " 1.0.0", "1.0.0 ", "1.0.0\n", "1.", ".1", "1..0", "1.0.", "1.0.0.0", "01.0.0",
    "1.00.0", "1.0.01",
    "-1.0.0", "+1.0.0", "1.-1.0", "1.+1.0", "1.0.0-", "1.0.0+", "1.0.0-+", "1.0.0-a+", "1.0.0-+b",
    "1.0.0-a..b", "1.0.0-.a",
    "1.0.0-a.", "1.0.0-01", "1.0.0-a.00", "1.0.0+a+b", "1.0.0+a..b", "1.0.0-a_b", "1.0.0-\u{E9}", "1.0.0-a b",
    "1,0,0", "1.x.0",
    "18446744073709551616.0.0", "1.0.0-\u{661}", "\u{661}.0.0", "\u{FF11}.0.0", "1\u{301}.0.0",
    "1.0.0\u{301}", "1.0.0-a\u{301}",
    "1.0.0\0", "latest", "release-1.0.0", "0x1.0.0", "1.0.0-a\r\n",
])
func whatIsNoVersionIsRefused(_ text: String) { #expect(ReleaseVersion(text) == nil) }

@Test func longTagsAreRefused() {
    #expect(ReleaseVersion("1.0.0-" + String(repeating: "a", count: 249)) != nil)
    #expect(ReleaseVersion("1.0.0-" + String(repeating: "a", count: 250)) == nil)
}

@Test(arguments: UInt64(1)...20) func whateverIsReadIsOrdered(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let read = (0..<400).compactMap { _ in ReleaseVersion(generator.text(of: "v012.-+ab", atMost: 9)) }
    for (one, other) in zip(read, read.dropFirst()) {
        let relations = [one < other, one == other, other < one]
        #expect(relations.filter { $0 }.count == 1, "seed \(seed): \(one) and \(other)")
    }
}
