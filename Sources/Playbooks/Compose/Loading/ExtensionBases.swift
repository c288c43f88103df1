/// Services of other files that services extend, each file read once.
struct ExtensionBases {
    /// By file, its services as written.
    var files: [String: [String: ComposeNode]] = [:]
    /// By file and name, services with all that they extend.
    var services: [String: ComposeNode] = [:]
}
