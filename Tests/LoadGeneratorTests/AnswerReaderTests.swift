import Testing

@testable import Load

private let answers: [(String, Answer)] = [
    (
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Version: v2\r\n\r\nhello",
        .init(status: 200, version: "v2", keepsConnection: true)
    ),
    (
        "HTTP/1.1 204 None\r\nConnection: close\r\n\r\n",
        .init(status: 204, version: nil, keepsConnection: false)
    ),
    (
        "HTTP/1.0 503 No\r\ncontent-length: 0\r\n\r\n",
        .init(status: 503, version: nil, keepsConnection: false)
    ),
    (
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx",
        .init(status: 200, version: nil, keepsConnection: true)
    ),
    (
        "HTTP/1.1 200 A\r\nTransfer-Encoding: chunked\r\n\r\n5;a\r\nhello\r\n3\r\nabc\r\n0\r\nT: v\r\n\r\n",
        .init(status: 200, version: nil, keepsConnection: true)
    ),
]

@Test(arguments: answers)
func anAnswerIsReadWhereverItIsSplit(text: String, answer: Answer) {
    let bytes = Array(text.utf8)
    for split in 0...bytes.count {
        var reader = AnswerReader()
        let first = reader.take(bytes[..<split])
        let progress = first == .unfinished ? reader.take(bytes[split...]) : first
        #expect(progress == .whole(answer), "split at \(split)")
    }
    var reader = AnswerReader()
    let steps = bytes.indices.map { reader.take(bytes[$0...$0]) }
    #expect(steps.last == .whole(answer) && steps.dropLast().allSatisfy { $0 == .unfinished })
}

@Test func anAnswerWithoutLengthEndsWithTheConnection() {
    var reader = AnswerReader()
    #expect(reader.take(Array("HTTP/1.1 200 OK\r\n\r\nabc".utf8)[...]) == .unfinished)
    #expect(reader.end() == Answer(status: 200, version: nil, keepsConnection: false))
}

@Test func bytesBehindTheEndAreMalformed() {
    var reader = AnswerReader()
    #expect(reader.take(Array("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxy".utf8)[...]) == .malformed)
}

@Test func noMutationTrapsTheReader() {
    let seed: UInt64 = 0x10ad
    var random = Lehmer(state: seed)
    for round in 0..<3000 {
        var bytes = Array(answers[round % answers.count].0.utf8)
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        var reader = AnswerReader()
        let split = Int.random(in: 0...bytes.count, using: &random)
        let progress = [reader.take(bytes[..<split]), reader.take(bytes[split...])]
        #expect(!progress.isEmpty, "seed \(seed), round \(round)")
    }
}

private struct Lehmer: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
