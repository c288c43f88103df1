/// The options that every command takes.
enum GlobalOptions {
    static let app = Parameter<String?>.option(
        "app", "FILE", "The manifest (default: `belay.yml` here or in a folder above)", takes: .file)
    static let environment = Parameter<String?>.option(
        "env", letter: "e", "NAME", "The environment to work on")
    static let journal = Parameter<String?>.option("journal", "URL", "Where the journal is kept")
    static let json = Parameter<Bool>.flag("json", "Print every event as a line of JSON on standard output")
    static let noColour = Parameter<Bool>.flag("no-color", "Use no colours")
    static let quiet = Parameter<Bool>.flag("quiet", "Print results and failures only")
    static let verbose = Parameter<Bool>.flag(
        "verbose", "Print every question to the engine, and how long its answer took")
    static let help = Parameter<Bool>.flag("help", letter: "h", "Print help, on the command if one is named")
    static let version = Parameter<Bool>.flag("version", "Print the version, as `belay version` does")

    /// All of them, in the order of the help.
    static let rows = [
        app.row, environment.row, journal.row, json.row, noColour.row, quiet.row, verbose.row, help.row,
        version.row,
    ]
}
