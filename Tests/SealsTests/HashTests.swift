import Basis
import Seals
import Testing

struct HashTests {
    @Test func digestsAreThoseOfTheStandard() {
        #expect(
            SHA256.digest(of: []).hexadecimal
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            SHA256.digest(of: Array("abc".utf8)).hexadecimal
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        var hash = SHA256()
        for _ in 0..<1000 { hash.update([UInt8](repeating: UInt8(ascii: "a"), count: 1000)) }
        #expect(hash.digest.hexadecimal == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func piecesMakeNoDifference() {
        let bytes = Bytes.noise(300)
        let whole = SHA256.digest(of: bytes)
        for cut in 0...bytes.count {
            var hash = SHA256()
            hash.update(Array(bytes[..<cut]))
            _ = hash.digest
            hash.update(Array(bytes[cut...]))
            #expect(hash.digest == whole)
        }
    }

    @Test func sha256sumAgrees() async throws {
        let age = try AgeProgram()
        let bytes = Bytes.noise(1_000_000)
        let said = try await age.run("sha256sum", [], input: bytes)
        #expect(String(decoding: said, as: UTF8.self).hasPrefix(SHA256.digest(of: bytes).hexadecimal + " "))
    }

    @Test func aStreamIsHashedOnItsWay() async throws {
        let bytes = Bytes.noise(100_000)
        let stream = HashedBytes(Bytes.stream(bytes, piecesOf: 777))
        #expect(try await stream.next() == Array(bytes.prefix(777)))
        #expect(stream.digest == nil, "half a stream has no digest")
        #expect(try await stream.collect(atMost: Bytes.limit) == Array(bytes.dropFirst(777)))
        #expect(stream.digest == SHA256.digest(of: bytes))
        #expect(stream.byteCount == ByteCount(100_000))
    }

    // RFC 4231.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0b, count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xaa, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ]) func codesAreThoseOfTheStandard(key: [UInt8], message: String, code: String) {
        let computed = HMACSHA256.code(of: Array(message.utf8), key: key)
        #expect(computed.hexadecimal == code)
        #expect(HMACSHA256.isValid(computed, of: Array(message.utf8), key: key))
        for index in computed.indices {
            var wrong = computed
            wrong[index] ^= 1
            #expect(!HMACSHA256.isValid(wrong, of: Array(message.utf8), key: key))
        }
    }

    @Test func comparingLooksAtEveryByte() {
        #expect(ConstantTime.areEqual([], []))
        #expect(ConstantTime.areEqual([1, 2], [1, 2]))
        #expect(!ConstantTime.areEqual([1, 2], [1, 3]))
        #expect(!ConstantTime.areEqual([1, 2], [1, 2, 3]))
    }

    @Test func randomBytesDiffer() {
        #expect(RandomBytes.make(count: 0).isEmpty)
        #expect(Set((0..<100).map { _ in RandomBytes.make(count: 16) }).count == 100)
    }

    @Test func base64HasOneSpellingForEveryValue() {
        for count in 0..<70 {
            let bytes = Bytes.noise(count)
            for form in [Base64.padded, .unpadded] {
                let text = form.encode(bytes)
                #expect(form.decode(text) == bytes)
                #expect(form.decode(text + [UInt8(ascii: "=")]) == nil)
                #expect(form.decode(text + [UInt8(ascii: "\n")]) == nil)
            }
        }
        for byte in UInt8.min ... .max {
            let isLetter = byte.isASCIILetterOrDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
            #expect((Base64.unpadded.decode([byte, 0x41, 0x41, 0x41]) != nil) == isLetter, "byte \(byte)")
        }
        for text in ["A", "AB==", "AAB", "AAE=A", "A A=", "AA=", "AA-_", "AA==AA=="] {
            #expect(Base64.padded.decode(Array(text.utf8)) == nil, "\(text)")
        }
        for text in ["A", "AB", "AAB", "AA==", "AAA=", "A\nA"] {
            #expect(Base64.unpadded.decode(Array(text.utf8)) == nil, "\(text)")
        }
    }
}

extension UInt8 {
    fileprivate var isASCIILetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5a).contains(self) || (0x61...0x7a).contains(self)
    }
}
