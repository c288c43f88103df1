import Basis
import Testing

@testable import HTTP

@Suite struct WebSocketCodecTests {
    /// A frame as a server sends it: without a mask.
    static func served(_ opcode: UInt8, _ payload: [UInt8], isFinal: Bool = true) -> [UInt8] {
        let first = opcode | (isFinal ? 0x80 : 0)
        switch payload.count {
        case ...125: return [first, UInt8(payload.count)] + payload
        case ...0xffff: return [first, 126] + UInt16(payload.count).bigEndianBytes + payload
        default: return [first, 127] + UInt64(payload.count).bigEndianBytes + payload
        }
    }

    static func events(_ pieces: [[UInt8]], limit: ByteCount = .mebibytes(1)) throws -> [WebSocketEvent] {
        var decoder = WebSocketFrameDecoder(payloadLimit: limit)
        var assembler = WebSocketAssembler(messageLimit: limit)
        var events: [WebSocketEvent] = []
        for piece in pieces {
            for frame in try decoder.decode(piece) {
                if let event = try assembler.take(frame) { events.append(event) }
            }
        }
        return events
    }

    private static let conversation =
        served(1, Array("hé".utf8)) + served(1, [0xc3], isFinal: false) + served(9, [1, 2])
        + served(0, [0xa9], isFinal: true) + served(2, [UInt8](repeating: 7, count: 130)) + served(10, [])
        + served(8, [0x03, 0xe8] + Array("bye".utf8))

    private static let expected: [WebSocketEvent] = [
        .text("hé"), .ping([1, 2]), .text("é"), .binary([UInt8](repeating: 7, count: 130)), .pong([]),
        .close(WebSocketClosing(code: 1000, reason: "bye")),
    ]

    @Test func messagesAreFoundAtEverySplit() throws {
        let all = WebSocketCodecTests.conversation
        for first in 0...all.count {
            for second in first...all.count {
                let pieces = [all[..<first], all[first..<second], all[second...]].map(Array.init)
                #expect(
                    try WebSocketCodecTests.events(pieces) == WebSocketCodecTests.expected,
                    "\(first), \(second)")
            }
        }
        #expect(try WebSocketCodecTests.events(all.map { [$0] }) == WebSocketCodecTests.expected)
    }

    @Test(arguments: [0, 1, 125, 126, 127, 65535, 65536, 70000])
    func everyLengthIsWrittenAsShortAsItCanBe(count: Int) throws {
        let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let bytes = WebSocketFrame(.binary, payload).encoded(mask: [1, 2, 3, 4])
        let header = count < 126 ? 2 : count < 65536 ? 4 : 10
        #expect(bytes.count == header + 4 + count && bytes[0] == 0x82 && bytes[1] & 0x80 != 0)
        let body = bytes.dropFirst(header + 4).enumerated().map { $0.element ^ [1, 2, 3, 4][$0.offset % 4] }
        #expect(body == payload)
        // A server sends the same without the mask.
        let served = [bytes[0], bytes[1] & 0x7f] + bytes[2..<header] + body
        #expect(try WebSocketCodecTests.events([Array(served)]) == [.binary(payload)])
    }

    @Test(
        arguments: [
            ([0xc1, 0], "a reserved bit"), ([0x83, 0], "an unknown kind"),
            ([0x8b, 0], "an unknown control kind"),
            ([0x81, 0x80, 1, 2, 3, 4], "a mask"), ([0x09, 0], "a split ping"),
            ([0x89, 126, 0, 200], "a long ping"),
            ([0x82, 126, 0, 125], "125 in two bytes"),
            ([0x82, 127, 0, 0, 0, 0, 0, 0, 0xff, 0xff], "65535 in eight"),
            ([0x82, 127, 0x80, 0, 0, 0, 0, 0, 0, 0], "the highest bit"), ([0x80, 0], "nothing to continue"),
            ([0x01, 0, 0x81, 0], "a message inside a message"), ([0x88, 1, 3], "half a close code"),
            ([0x88, 2, 0x03, 0xed], "close code 1005"), ([0x88, 2, 0, 1], "close code 1"),
            ([0x88, 0, 0x81, 0], "a frame after the close"),
        ] as [([UInt8], String)])
    func whatRFC6455ForbidsIsRefused(bytes: [UInt8], what: String) {
        let flaw = #expect(throws: WebSocketFlaw.self, "\(what)") { try WebSocketCodecTests.events([bytes]) }
        #expect(flaw?.closeCode == 1002, "\(what)")
        // It is refused as well when it comes byte by byte.
        #expect(throws: WebSocketFlaw.self, "\(what)") { try WebSocketCodecTests.events(bytes.map { [$0] }) }
    }

    @Test(arguments: [
        WebSocketCodecTests.served(1, [0xff]), WebSocketCodecTests.served(8, [0x03, 0xe8, 0xff]),
        WebSocketCodecTests.served(1, [0xc3], isFinal: false) + WebSocketCodecTests.served(0, [0x28]),
    ])
    func aTextMustBeText(bytes: [UInt8]) {
        #expect(throws: WebSocketFlaw.notText) { try WebSocketCodecTests.events([bytes]) }
    }

    @Test func aMessageIsBoundedWholeAndInParts() throws {
        let limit = ByteCount(10)
        let flaw = WebSocketFlaw.tooLong(limit: limit)
        let ten = [UInt8](repeating: 1, count: 10)
        #expect(
            try WebSocketCodecTests.events([WebSocketCodecTests.served(2, ten)], limit: limit) == [
                .binary(ten)
            ])
        #expect(throws: flaw) { try WebSocketCodecTests.events([[0x82, 11]], limit: limit) }
        #expect(throws: flaw) {
            try WebSocketCodecTests.events([[0x82, 127, 0x7f, 0, 0, 0, 0, 0, 0, 0]], limit: limit)
        }
        let parts = WebSocketCodecTests.served(2, ten, isFinal: false) + WebSocketCodecTests.served(0, [1])
        #expect(throws: flaw) { try WebSocketCodecTests.events([parts], limit: limit) }
    }

    @Test func mutatedConversationsAreReadOrRefusedButNeverTrap() {
        for seed in UInt64(0)..<3000 {
            var random = SeededGenerator(seed)
            var bytes = WebSocketCodecTests.conversation
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            let cut = Int.random(in: 0...bytes.count, using: &random)
            // The same bytes come to the same end however they are split.
            let whole = try? WebSocketCodecTests.events([bytes])
            let split = try? WebSocketCodecTests.events([Array(bytes[..<cut]), Array(bytes[cut...])])
            #expect(whole == split, "seed \(seed)")
        }
    }

    @Test func aCloseReasonFitsItsFrame() {
        let closing = WebSocketClosing(code: 1001, reason: String(repeating: "é", count: 100))
        #expect(closing.payload.count == 124 && closing.reason.count == 61)
        #expect(WebSocketClosing(code: nil, reason: "x").payload.isEmpty)
    }

    @Test(arguments: [
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
        ),
        (String(repeating: "a", count: 1000), "291e9a6c66994949b57ba5e650361e98fc36b1ba"),
    ])
    func digestsAreThoseOfTheStandard(text: String, digest: String) {
        #expect(SHA1.digest(Array(text.utf8)).hexadecimal == digest)
    }

    @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")])
    func baseSixtyFourIsThatOfTheStandard(text: String, encoded: String) {
        #expect(Array(text.utf8).base64 == encoded)
    }
}
