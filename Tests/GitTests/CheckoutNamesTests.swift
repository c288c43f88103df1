import Testing

@testable import Git

@Suite struct CheckoutNamesTests {
    @Test(arguments: [
        "", ".", "..", ".git", ".GIT", ".Git", ".git.", ".git ", ".git. .", "git~1", "GIT~1",
        ".git::$INDEX_ALLOCATION",
        ".g\u{200c}it", ".gi\u{feff}t", ".git\\x", "a/b", "/a",
    ])
    func aNameThatSomeFileSystemTakesForAnotherIsRefused(name: String) {
        #expect(SafeName.objection(to: name) != nil)
    }

    @Test(arguments: [
        ".gitignore", ".gitattributes", ".github", "git", "...", "a b", "é", "..a", ".git2", "git~2",
    ])
    func ordinaryNamesAreNot(name: String) {
        #expect(SafeName.objection(to: name) == nil)
    }

    @Test(arguments: [
        ["a": "b"], ["d/a": "../b"], ["d/a": "./../x/../b"], ["a": "b", "b": "c/d"], ["a": "missing/too"],
        ["a/up": "..", "b": "a/up/x"],
    ])
    func linksThatStayInsideAreKept(targets: [String: String]) {
        let links = LinkTargets(targets: targets)
        #expect(targets.keys.allSatisfy { links.objection(to: $0) == nil })
    }

    @Test(arguments: [
        ["a": "/etc/passwd"], ["a": ".."], ["d/a": "../../b"], ["a": ""], ["a": "a"], ["a": "b", "b": "a"],
        ["a": "b/../../x"], ["x/up": "..", "z": "x/up/.."], ["a/b/up": "../..", "z": "a/b/up/.."],
        ["in": "d", "z": "in/../.."],
    ])
    func linksThatLeadOutOrNowhereAreRefused(targets: [String: String]) {
        let links = LinkTargets(targets: targets)
        #expect(targets.keys.contains { links.objection(to: $0) != nil })
    }
}
