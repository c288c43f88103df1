internal import CBuild

/// What the build wrote into the program.
struct BuildFacts: Sendable {
    /// The version, `0.0.0` in a build that was told none.
    let version: String
    /// The commit, or nil in a build that was told none.
    let commit: String?

    /// Of this very program.
    static var ofThisProgram: BuildFacts {
        let commit = String(cString: build_commit())
        return BuildFacts(version: String(cString: build_version()), commit: commit.isEmpty ? nil : commit)
    }

    /// The compiler, as far as it can tell its own version.
    static var compiler: String {
        #if compiler(>=6.4)
            "6.4 or newer"
        #elseif compiler(>=6.3.3)
            "6.3.3 or newer"
        #elseif compiler(>=6.3.2)
            "6.3.2"
        #elseif compiler(>=6.3.1)
            "6.3.1"
        #else
            "6.3"
        #endif
    }

    /// The operating system and processor that the program was built for.
    static var platform: String {
        #if arch(x86_64)
            "linux x86_64"
        #elseif arch(arm64)
            "linux arm64"
        #else
            "linux"
        #endif
    }
}
