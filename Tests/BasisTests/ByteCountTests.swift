import Basis
import FoundationEssentials
import Testing

@Test(arguments: [
    ("0", Int64(0)), ("1024", 1024), ("512k", 524_288), ("10MB", 10_485_760), ("1.5GiB", 1_610_612_736),
    ("5 MiB", 5_242_880),
    ("1b", 1), ("1KB", 1024), ("1kib", 1024), ("2t", 2_199_023_255_552), ("1PiB", 1_125_899_906_842_624),
    ("0.5k", 512), ("0.0001k", 0), ("9007199254740993", 9_007_199_254_740_993), ("9223372036854775807", .max),
    ("8191p", 9_222_246_136_947_933_184), ("007", 7),
])
func sizesAreRead(_ text: String, _ bytes: Int64) { #expect(ByteCount(text: text)?.bytes == bytes) }

@Test(arguments: [
    "", " ", "-1", "+1", "k", "1 ", " 1", "1.", ".5k", "1..5k", "1.5.5k", "1e3", "1bb", "1bib", "1kk",
    "1KiBs", "1,5k", "1x",
    "9223372036854775808", "8192p", "8191.9999999999999999999p", "99999999999999999999", "1\u{212A}",
    "\u{661}", "\u{FF11}k",
    "1\u{301}", "1k\0", "0x10", "1\tk", "1eib", "inf", "nan",
])
func whatIsNoSizeIsRefused(_ text: String) { #expect(ByteCount(text: text) == nil) }

@Test(arguments: [
    (Int64(0), "0 B"), (512, "512 B"), (1023, "1023 B"), (1024, "1 KiB"), (1536, "1.5 KiB"),
    (1_048_575, "1023.9 KiB"),
    (1_610_612_736, "1.5 GiB"), (.max, "8191.9 PiB"), (-5, "0 B"),
])
func sizesAreWritten(_ bytes: Int64, _ text: String) { #expect(ByteCount(bytes).description == text) }

@Test func sizesHaveUnitsAndOrder() {
    #expect(ByteCount.kibibytes(3).bytes == 3072)
    #expect(ByteCount.mebibytes(1) == .kibibytes(1024))
    #expect(ByteCount.gibibytes(2) == .mebibytes(2048))
    #expect(ByteCount(1) < ByteCount(2) && ByteCount(-1) == ByteCount(0))
}

@Test func aRecordedSizeIsAPlainNumberAndNeverNegative() throws {
    let sizes = [ByteCount(7), ByteCount(.max)]
    let json = try JSONEncoder().encode(sizes)
    #expect(String(decoding: json, as: UTF8.self) == "[7,9223372036854775807]")
    #expect(try JSONDecoder().decode([ByteCount].self, from: json) == sizes)
    #expect(try JSONDecoder().decode([ByteCount].self, from: Data("[-3]".utf8)) == [ByteCount(0)])
}

@Test(arguments: UInt64(1)...20) func whatIsWrittenIsReadAsNearlyTheSame(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
        let bits = Int.random(in: 1...62, using: &generator)
        let size = ByteCount(Int64.random(in: 0...(1 << bits), using: &generator))
        let read = try #require(ByteCount(text: size.description), "seed \(seed): \(size.bytes)")
        let difference = size.bytes - read.bytes
        #expect(difference >= 0 && difference <= size.bytes / 10 + 1, "seed \(seed): \(size.bytes)")
        #expect(ByteCount(text: String(size.bytes)) == size, "seed \(seed): \(size.bytes)")
    }
}
