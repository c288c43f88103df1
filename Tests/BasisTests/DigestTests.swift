import Basis
import FoundationEssentials
import Testing

private let ofNothing = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

@Test func digestsAreReadAndWritten() throws {
    let digest = try #require(Digest(ofNothing))
    #expect(digest.algorithm == .sha256 && digest.description == ofNothing && digest.short == "e3b0c44298fc")
    let long = "sha512:" + String(repeating: "0f", count: 64)
    #expect(Digest(long)?.description == long)
    #expect(Digest(.sha512, bytes: Array(repeating: UInt8(15), count: 64))?.description == long)
    #expect(Digest(ofNothing.dropFirst(0)) == digest)
}

@Test(arguments: Digest.Algorithm.allCases) func digestsOfAnotherLengthAreRefused(
    _ algorithm: Digest.Algorithm
) {
    for count in [0, 1, algorithm.byteCount - 1, algorithm.byteCount + 1] {
        #expect(Digest(algorithm, bytes: Array(repeating: UInt8(0), count: count)) == nil)
        #expect(Digest("\(algorithm.rawValue):\(String(repeating: "00", count: count))") == nil)
    }
}

@Test(arguments: [
    "", ":", "sha256", "sha256:", String(ofNothing.dropLast()), ofNothing + "0", ofNothing.uppercased(),
    " " + ofNothing,
    ofNothing + "\n", "sha256:" + ofNothing, "md5:" + String(repeating: "0", count: 32),
    "sha1:" + String(repeating: "0", count: 40), "sha256:" + String(repeating: "g", count: 64),
    "sha256:" + String(repeating: "A", count: 64), "sha256:" + String(repeating: "\u{FF11}", count: 64),
    String(ofNothing.dropFirst(7)), "SHA256:" + ofNothing.dropFirst(7),
    "sha256:" + String(repeating: "0", count: 63) + "\u{301}",
])
func whatIsNoDigestIsRefused(_ text: String) { #expect(Digest(text) == nil) }

@Test func aDigestIsRecordedInFull() throws {
    let digests = [try #require(Digest(ofNothing))]
    let json = try JSONEncoder().encode(digests)
    #expect(String(decoding: json, as: UTF8.self) == "[\"\(ofNothing)\"]")
    #expect(try JSONDecoder().decode([Digest].self, from: json) == digests)
    #expect(throws: DecodingError.self) {
        try JSONDecoder().decode([Digest].self, from: Data("[\"sha256:0\"]".utf8))
    }
}

@Test func hexadecimalHasTwoLowerCaseDigitsForEachByte() {
    #expect([UInt8]().hexadecimal == "")
    #expect([0x00, 0x0F, 0xF0, 0xFF, 0x9A].hexadecimal == "000ff0ff9a")
    #expect((UInt8.min...UInt8.max).hexadecimal.count == 512)
    #expect([1, 2, 3].dropFirst().hexadecimal == "0203")
    for byte in UInt8.min...UInt8.max { #expect(UInt8([byte].hexadecimal, radix: 16) == byte) }
}
