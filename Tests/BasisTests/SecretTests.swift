import Basis
import FoundationEssentials
import Testing

private let clear = "hunter2-\u{E9}"

private struct Login {
    let user: String
    let password: Secret
    let older: [Secret]
    let named: [String: Secret?]
}

@Test func noDescriptionShowsASecret() {
    let secret = Secret(clear)
    let login = Login(user: "me", password: secret, older: [secret], named: ["a": secret])
    var dumped = ""
    dump(login, to: &dumped)
    dump(secret, to: &dumped)
    let texts = [
        "\(secret)", secret.description, secret.debugDescription, String(describing: secret),
        String(reflecting: secret), "\(login)", String(describing: login), String(reflecting: login),
        "\([secret])", "\(["a": secret])", "\(Optional(secret) as Any)", String(reflecting: [secret] as Any),
        dumped,
        "\((secret, 1))", "\(Result<Secret, any Error>.success(secret))",
    ]
    for text in texts { #expect(!text.contains("hunter2"), "\(text)") }
    #expect("\(secret)" == Secret.redaction)
}

@Test func aMirrorOfASecretIsEmpty() {
    let mirror = Mirror(reflecting: Secret(clear))
    #expect(mirror.children.isEmpty)
    #expect(mirror.superclassMirror == nil)
}

@Test func aSecretIsRevealedOnlyWhenAsked() {
    #expect(Secret(clear).reveal() == clear)
    #expect(Secret("").isEmpty && !Secret(" ").isEmpty)
    #expect(!((Secret(clear) as Any) is any Decodable))
    #expect(!((Secret(clear) as Any) is any Hashable))
}

@Test(arguments: [("", ""), ("a", "a"), (clear, clear), ("\u{E9}", "\u{E9}")])
func equalSecretsAreEqual(_ left: String, _ right: String) {
    #expect(Secret(left) == Secret(right))
}

@Test(arguments: [("", "a"), ("a", "b"), ("ab", "a"), ("a", "ab"), ("aa", "ab"), ("\u{E9}", "e\u{301}")])
func otherSecretsAreNot(_ left: String, _ right: String) {
    #expect(Secret(left) != Secret(right))
}

private struct Record: Encodable {
    let name: String
    let password: Secret
    let others: [String: Secret]
    let perhaps: Secret?
}

@Test func noEncodingShowsASecret() throws {
    let secret = Secret(clear)
    let record = Record(name: "a", password: secret, others: ["b": secret], perhaps: secret)
    let json = String(decoding: try JSONEncoder().encode(record), as: UTF8.self)
    #expect(!json.contains("hunter2") && json.contains(#""password":"[redacted]""#))
    #expect(String(decoding: try JSONEncoder().encode([secret]), as: UTF8.self) == #"["[redacted]"]"#)
}
