import Basis
import Testing

@testable import Steps

/// The examples that AWS publishes: "Signature Calculations for the Authorization Header".
@Suite("Requests signed for S3")
struct S3SignerTests {
    private static let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    private static let body = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072"

    private static let signer = S3Signer(
        key: "AKIAIOSFODNN7EXAMPLE", secret: Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        session: nil, region: "us-east-1")

    private func signature(
        _ method: String, _ path: String, _ query: [(name: String, value: String)] = [],
        digest: String = S3SignerTests.empty, besides: [(name: String, value: String)] = []
    ) -> String? {
        let headers = S3SignerTests.signer.headers(
            method, host: "examplebucket.s3.amazonaws.com", path: path, query: query, digest: digest,
            at: "20130524T000000Z", besides: besides)
        let line = headers.first { $0.name == "authorization" }?.value
        return line.flatMap { $0.split(separator: "Signature=").last.map(String.init) }
    }

    @Test("the four published examples")
    func published() {
        #expect(
            signature("GET", "/test.txt", besides: [("Range", "bytes=0-9")])
                == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
        #expect(
            signature(
                "PUT", "/test%24file.text", digest: S3SignerTests.body,
                besides: [
                    ("Date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
                ]) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
        #expect(
            signature("GET", "/", [("lifecycle", "")])
                == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
        #expect(
            signature("GET", "/", [("max-keys", "2"), ("prefix", "J")])
                == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
    }
}
