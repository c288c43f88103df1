internal import Basis

/// What is wrong with a command line of `belay journal`.
enum JournalFailure {
    case copyWithoutFile, pruneWithoutAge, fileWithoutCopy, ageWithoutPrune
    case noAge(String)
    case none(at: String)

    var failure: Failure {
        .wrongInput([Diagnostic(CommandCode.journalUse, what, at: place, remedy: remedy)])
    }

    private var place: Place {
        if case .none(let path) = self { .thing(path) } else { .commandLine }
    }

    private var what: String {
        switch self {
        case .copyWithoutFile: "`belay journal copy` needs the file that the copy goes to"
        case .pruneWithoutAge: "`belay journal prune` needs to be told how much to keep"
        case .fileWithoutCopy: "only `belay journal copy` takes a file"
        case .ageWithoutPrune: "only `belay journal prune` takes `--keep`"
        case .noAge(let text): "`\(text)` is not an age"
        case .none: "there is no journal"
        }
    }

    private var remedy: String {
        switch self {
        case .copyWithoutFile: "Name a file that does not exist yet: `belay journal copy FILE`."
        case .pruneWithoutAge, .noAge: "Say it as in `belay journal prune --keep 1y`, or `90d`."
        case .fileWithoutCopy: "Leave the file away; another journal is named with `--journal`."
        case .ageWithoutPrune: "Leave `--keep` away."
        case .none: "The first run makes it; another journal is named with `--journal`."
        }
    }
}
