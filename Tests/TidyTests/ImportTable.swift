/// Who may import whom: the arrows of Docs/Architecture.md, target by target.
///
/// Read it from the bottom up.
enum ImportTable {
    private static let system: Set<String> = ["Dispatch", "FoundationEssentials", "Glibc", "Synchronization"]
    private static let tools: Set<String> = ["Archives", "Git", "HTTP", "Seals", "Subprocesses", "YAML"]
    private static let ports: Set<String> = ["Ports", "Updates", "Basis"]
    private static let adapters: Set<String> = ["Docker", "Kubernetes", "Traffic", "SQLite", "Postgres"]
    private static let faces: Set<String> = ["Console", "StatusPage"]

    /// For each target of Sources everything that its files may import.
    static let allowed: [String: Set<String>] = [
        "belay": ["Commands", "Glibc"],
        "Commands": ports.union(tools).union(adapters).union(faces).union(["Engine", "Steps", "Playbooks"])
            .union(system).union(["CBuild"]),

        // None of these knows another. Only the console prints, and nothing in it needs a tool.
        "Engine": ports.union(["Synchronization"]),
        "Steps": ports.union(tools).union(system),
        "Docker": ports.union(tools).union(system),
        "Kubernetes": ports.union(tools).union(system),
        "Traffic": ports.union(tools).union(system),
        "SQLite": ports.union(tools).union(system).union(["CLinux", "CSQLite"]),
        "Postgres": ports.union(tools).union(system).union(["CPostgres"]),
        "Playbooks": ports.union(tools).union(["FoundationEssentials"]),
        "Console": ["Basis", "Ports", "Updates", "Glibc", "Dispatch", "Synchronization"],
        "StatusPage": ports.union(system),

        "ContractChecks": ports.union(system).union(["Testing"]),
        "Simulation": ports.union(system).union(["Engine", "Steps"]),

        "Ports": ["Updates", "Basis"],
        "Updates": ["Basis"],

        // Tools never see updates, nor each other; but git speaks https, and has signatures checked.
        "Archives": tool("CArchive", "CLinux"),
        "Git": tool("CGit2", "CSSH2").union(["HTTP", "Subprocesses"]),
        "HTTP": tool("CCurl", "CLinux"),
        "Seals": tool("CSodium"),
        "Subprocesses": tool("CLinux"),
        "YAML": tool("CYAML"),

        "Basis": ["Glibc"],

        // The other side of what is tested, in Tests/LoadGenerator, sees no more of ours than a lock.
        "Load": system.union(["Basis"]),
        "LoadCommand": ["Load", "Dispatch", "Glibc"],
        "ClusterStandIn": system.union(["Basis"]),
        "ClusterStandInCommand": ["ClusterStandIn", "Glibc"],

        // What the tests of the journal kill.
        "JournalWriter": ports.union(["ContractChecks", "SQLite", "Subprocesses", "Glibc"]),
        "TestApplication": ["Glibc", "Synchronization"],
    ]

    /// C modules that several targets may open: CLinux is no library but the system's own calls.
    ///
    /// CBuild, which Commands opens, is none either: it holds the two facts that the build is told.
    static let sharedDoors: Set<String> = ["CLinux"]

    /// What every test target may import beside what Package.swift gives it.
    static let forTests: Set<String> = system.union(["Testing"])

    private static func tool(_ doors: String...) -> Set<String> { system.union(["Basis"]).union(doors) }
}
