import Basis

/// What can be wrong with the Compose files of a project.
package enum ComposeCode: String, DiagnosticCode {
    /// A key that Compose does not know there.
    case unknownKey = "compose.unknown-key"
    /// A key that changes what runs and that Belay does not follow.
    case unsupportedKey = "compose.unsupported-key"
    /// A key that does nothing where Belay runs the project.
    case keyWithoutEffect = "compose.key-without-effect"
    /// A value of another kind than its key asks for.
    case wrongType = "compose.wrong-type"
    /// A value of the right kind that is not possible.
    case wrongValue = "compose.wrong-value"
    /// A length of time that cannot be read.
    case wrongDuration = "compose.wrong-duration"
    /// A size that cannot be read.
    case wrongSize = "compose.wrong-size"
    /// A command that cannot be split into words.
    case wrongCommand = "compose.wrong-command"
    /// A truth value in a word of YAML 1.1.
    case oldTruthValue = "compose.old-truth-value"
    /// A mapping stands inside a list of NAME=value.
    case mixedStyles = "compose.mixed-styles"
    /// A Compose file with nothing in it.
    case emptyFile = "compose.empty-file"
    /// A Compose file that is no mapping.
    case notAMapping = "compose.not-a-mapping"
    /// A service stands beside `services:` instead of below it.
    case serviceAtTop = "compose.service-at-top"
    /// The key `version`, which nothing reads any more.
    case obsoleteVersion = "compose.obsolete-version"
    /// A name that an engine refuses.
    case wrongName = "compose.wrong-name"
    /// A `${` that begins no variable.
    case malformedVariable = "compose.malformed-variable"
    /// A variable without a value that becomes nothing.
    case unsetVariable = "compose.unset-variable"
    /// A variable that must have a value and has none.
    case requiredVariable = "compose.required-variable"
    /// A line of a file of variables that cannot be read.
    case wrongVariableFile = "compose.wrong-variable-file"
    /// A file that the project names and that is not there.
    case missingFile = "compose.missing-file"
    /// Values of variables that make the project too large.
    case tooLarge = "compose.too-large"
    /// A value whose quotes are part of it.
    case quotedValue = "compose.quoted-value"
    /// A plain value that programs read differently.
    case ambiguousValue = "compose.ambiguous-value"
    /// A variable that is given twice.
    case repeatedVariable = "compose.repeated-variable"
    /// A port that cannot be read.
    case wrongPort = "compose.wrong-port"
    /// A mount that cannot be read.
    case wrongMount = "compose.wrong-mount"
    /// Two things are mounted at one path.
    case repeatedTarget = "compose.repeated-target"
    /// A health check that cannot be run.
    case wrongHealthcheck = "compose.wrong-healthcheck"
    /// A service without an image and without a build.
    case noImage = "compose.no-image"
    /// A volume that is used and not declared.
    case undeclaredVolume = "compose.undeclared-volume"
    /// A network that is used and not declared.
    case undeclaredNetwork = "compose.undeclared-network"
    /// A secret that is used and not declared.
    case undeclaredSecret = "compose.undeclared-secret"
    /// A configuration file that is used and not declared.
    case undeclaredConfig = "compose.undeclared-config"
    /// A service that is named and does not exist.
    case unknownService = "compose.unknown-service"
    /// A service that is needed and that no active profile starts.
    case dormantService = "compose.dormant-service"
    /// Services that wait for one another.
    case cycle = "compose.cycle"
    /// Something waits for health where no check is written.
    case noHealthcheck = "compose.no-healthcheck"
    /// Settings of the network that exclude one another.
    case networkConflict = "compose.network-conflict"
    /// Two keys that say different things about one limit.
    case limitConflict = "compose.limit-conflict"
    /// Several containers where only one can be.
    case scaleConflict = "compose.scale-conflict"
    /// One port of the host is published twice.
    case repeatedPort = "compose.repeated-port"
    /// Two services have one container name.
    case repeatedContainerName = "compose.repeated-container-name"
    /// Something external with settings of its own.
    case externalConflict = "compose.external-conflict"
    /// A secret or configuration file without a source, or with several.
    case noContent = "compose.no-content"
    /// A volume that is declared and that no service uses.
    case unusedVolume = "compose.unused-volume"
    /// A service that extends itself in the end.
    case extendsCycle = "compose.extends-cycle"
    /// A file that includes itself in the end.
    case includeCycle = "compose.include-cycle"
    /// An included file defines what is defined already.
    case includeConflict = "compose.include-conflict"
    /// A label that belongs to Compose itself.
    case reservedLabel = "compose.reserved-label"
    /// An image whose name can come to mean another.
    case mutableImage = "compose.mutable-image"
    /// A password or key is written in the file.
    case plainSecret = "compose.plain-secret"
}
