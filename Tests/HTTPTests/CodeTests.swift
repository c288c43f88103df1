import Basis
import HTTP
import Testing

@Suite struct CodeTests {
    @Test(arguments: HTTPCode.allCases)
    func everyCodeSaysWhatItMeansAndWhatToDo(code: HTTPCode) {
        #expect(code.rawValue.hasPrefix("http."))
        #expect(!code.summary.isEmpty && code.summary.hasSuffix("."))
        #expect(!code.remedy.isEmpty)
        if code != .unknown { #expect(code.summary != HTTPCode.unknown.summary) }
        let diagnostic = HTTPFailure(code, at: "GET http://host/", why: "because").diagnostic
        #expect(diagnostic.code == code.rawValue && diagnostic.remedy == code.remedy)
    }
}
