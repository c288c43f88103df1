/// One rule of the project's style: what it forbids, what to do instead, and cases that prove that it bites.
struct Rule: Sendable {
    let name: String
    let forbids: String
    let instead: String
    let planted: [Planted]
    let check: @Sendable (Tree) -> [Finding]

    /// A rule that needs to see the whole tree.
    init(
        _ name: String, forbids: String, instead: String, planted: [Planted],
        tree check: @escaping @Sendable (Tree) -> [Finding]
    ) {
        (self.name, self.forbids, self.instead) = (name, forbids, instead)
        (self.planted, self.check) = (planted, check)
    }

    /// A rule that judges each text file by itself.
    init(
        _ name: String, forbids: String, instead: String, planted: [Planted],
        text check: @escaping @Sendable (SourceFile) -> [Finding]
    ) {
        self.init(name, forbids: forbids, instead: instead, planted: planted) { tree in
            tree.files.filter(\.isText).flatMap(check)
        }
    }

    /// A rule that judges each Swift file by itself.
    init(
        _ name: String, forbids: String, instead: String, planted: [Planted],
        swift check: @escaping @Sendable (SwiftFile) -> [Finding]
    ) {
        self.init(name, forbids: forbids, instead: instead, planted: planted) { tree in
            tree.swift.flatMap(check)
        }
    }
}

extension Rule {
    /// Every rule, in the order in which the reader meets them; a test compares it with the folder Rules.
    static let all: [Rule] = [
        lineLength, functionLength, fileLength, fileMedian, oneType, fileName, documented,
        noForce, spokenTraps, onlyConsolePrints, noFoundation, noClock, onlyCommandsReadEnvironment,
        bannedNames, noTypeNamedAsModule, provedUnchecked, nothingLeftOver, noSkippedTests, testsCheck,
        noDeadFiles, whitespace, noSpacesInPaths, noWorkplace,
        allowedImports, cBehindOneDoor, packageAgrees, soundScripts, docLinks, makeTargets,
    ]
}
