internal import Archives
internal import Basis
internal import Console
internal import Docker
internal import Engine
internal import Git
internal import HTTP
internal import Kubernetes
internal import Playbooks
internal import Ports
internal import Seals
internal import Steps
internal import Subprocesses
internal import Traffic
internal import Updates
internal import YAML

/// Every code that Belay can print, from every module.
///
/// A test holds this list against the sources.
enum DiagnosticCodes {
    /// One family a module.
    static let families: [any DiagnosticCode.Type] = [
        ArchiveCode.self,
        BackupCode.self,
        CheckCode.self,
        ClusterCode.self,
        CommandCode.self,
        ComposeCode.self,
        ConsoleCode.self,
        DockerCode.self,
        EndingCode.self,
        EngineCode.self,
        ExpressionCode.self,
        GateCode.self,
        GitCode.self,
        HTTPCode.self,
        JournalCode.self,
        KubernetesCode.self,
        LanguageCode.self,
        MigrateCode.self,
        NotifyCode.self,
        PlanCode.self,
        RollCode.self,
        RunCode.self,
        SchemaCode.self,
        SealCode.self,
        ServiceCode.self,
        StepCode.self,
        SubprocessCode.self,
        TargetCode.self,
        TrafficCode.self,
        UsageCode.self,
        VaultCode.self,
        YAMLCode.self,
    ]

    /// All codes of all families.
    static var all: [any DiagnosticCode] { families.flatMap { codes(of: $0) } }

    /// The code of that name.
    static func code(_ name: String) -> (any DiagnosticCode)? { all.first { $0.rawValue == name } }

    private static func codes<Family: DiagnosticCode>(of family: Family.Type) -> [any DiagnosticCode] {
        family.allCases.map { $0 }
    }
}
