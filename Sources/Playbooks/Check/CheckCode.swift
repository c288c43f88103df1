package import Basis

/// What `belay check` finds in files that are well-formed: what cannot work, and what will hurt.
package enum CheckCode: String, DiagnosticCode {
    /// A name of something that the manifest does not have.
    case unknownName = "check.unknown-name"
    /// Two things of one name.
    case duplicateName = "check.duplicate-name"
    /// Playbooks that call each other in a circle.
    case callCycle = "check.call-cycle"
    /// A value that an input cannot take, or one that is missing.
    case wrongInput = "check.wrong-input"
    /// An input that nothing uses.
    case unusedInput = "check.unused-input"
    /// A step that needs a part of the manifest which is not there.
    case missingSection = "check.missing-section"
    /// A retry of something that must not be done twice.
    case unsafeRetry = "check.unsafe-retry"
    /// A migration that old code cannot live with, while old code serves.
    case incompatibleMigration = "check.incompatible-migration"
    /// A contraction that nothing proved the new release before.
    case unprovedContraction = "check.unproved-contraction"
    /// A migration that nothing can take back.
    case migrationWithoutWayBack = "check.migration-without-way-back"
    /// A step that can fail behind one that cannot be taken back.
    case failsAfterPointOfNoReturn = "check.fails-after-point-of-no-return"
    /// A step that cannot be taken back.
    case irreversibleStep = "check.irreversible-step"
    /// Backups that are lost together with the machine.
    case backupsStayHere = "check.backups-stay-here"
    /// Backups that this machine cannot read.
    case backupsUnreadable = "check.backups-unreadable"
    /// A secret that everybody who reads the file can read.
    case plainSecret = "check.plain-secret"
    /// A service that an environment does not have.
    case unknownService = "check.unknown-service"
    /// A service that no active profile starts.
    case dormantService = "check.dormant-service"
    /// A volume that an environment does not have.
    case unknownVolume = "check.unknown-volume"
    /// A service that is to be built and says not how.
    case nothingToBuild = "check.nothing-to-build"
    /// A journal in what backups restore.
    case journalInside = "check.journal-inside"
    /// An appointment that never comes.
    case neverDue = "check.never-due"

    /// How much the finding matters.
    package var severity: Diagnostic.Severity {
        switch self {
        case .unknownName, .duplicateName, .callCycle, .wrongInput, .missingSection, .unsafeRetry,
            .incompatibleMigration, .unknownService, .dormantService, .unknownVolume, .journalInside:
            .error
        case .unusedInput, .migrationWithoutWayBack, .failsAfterPointOfNoReturn, .backupsStayHere,
            .backupsUnreadable, .plainSecret, .nothingToBuild, .neverDue, .unprovedContraction:
            .warning
        case .irreversibleStep: .note
        }
    }

    /// What the code means.
    package var summary: String {
        switch self {
        case .unknownName:
            "A file names a database, file set, playbook, environment or check that does not exist."
        case .duplicateName: "Two steps, inputs or sections bear the same name."
        case .callCycle: "Playbooks call each other in a circle, so that a run would never end."
        case .wrongInput: "A call gives a playbook a value that its input cannot take, or leaves one out."
        case .unusedInput: "A playbook declares an input that nothing in it uses."
        case .missingSection: "A step needs a part of the manifest that is not there."
        case .unsafeRetry: "A step that must not be done twice asks to be tried again."
        case .incompatibleMigration: "The schema would change under old code that still serves."
        case .unprovedContraction:
            "What old code needs is removed before the new release has proved itself."
        case .migrationWithoutWayBack:
            "Nothing brings the database back if the update fails after the migration."
        case .failsAfterPointOfNoReturn: "A step that can fail stands behind one that cannot be taken back."
        case .irreversibleStep: "A step has no way back; a failure behind it needs a person."
        case .backupsStayHere: "Backups are kept only on the machine that they should save."
        case .backupsUnreadable: "Backups are encrypted and this machine has no key that opens them."
        case .plainSecret: "A password stands in the file for everybody to read."
        case .unknownService: "A service is named that an environment does not run."
        case .dormantService: "A service is named that no active profile of an environment starts."
        case .unknownVolume: "A set of files is a volume that an environment does not have."
        case .nothingToBuild: "A service is to be built whose Compose file says nothing about building it."
        case .journalInside: "The journal lies in what backups restore: a restore would take the record back."
        case .neverDue: "An appointment names a day that no calendar has."
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch self {
        case .unknownName: "Correct the name, or add what it names to the manifest."
        case .duplicateName: "Rename one of the two."
        case .callCycle: "Take one of the calls out of the circle."
        case .wrongInput: "Give the input a value of its type, as its playbook declares it."
        case .unusedInput: "Use it as `${inputs.NAME}`, or remove it."
        case .missingSection: "Add the section to the manifest, or remove the step."
        case .unsafeRetry: "Say `idempotent: true` if twice is harmless, give `observe:`, or remove `retry:`."
        case .incompatibleMigration:
            "Say `compatible: true` if old code can live with the new schema, or run `update-with-downtime`."
        case .unprovedContraction:
            "Put a `probe` between the roll and the contraction, or contract in a later update."
        case .migrationWithoutWayBack: "Write `migrations.down`, or put a `backup` step before `migrate`."
        case .failsAfterPointOfNoReturn: "Move the irreversible step to the end, or give it an `undo:`."
        case .irreversibleStep: "Give it `undo:`, `observe:` or `idempotent: true` where one of them is true."
        case .backupsStayHere:
            "Add `backups.offsite` with an sftp://, s3:// or file:// URL on another machine."
        case .backupsUnreadable: "Add `backups.encrypt.identity` with a secret that holds the age key."
        case .plainSecret: "Put it under `secrets:` and write \"${secrets.NAME}\" here."
        case .unknownService: "Correct the name, or add the service to the environment's files."
        case .dormantService: "Add its profile to the environment's `profiles:`, or remove the name here."
        case .unknownVolume: "Correct the name, or declare the volume in the Compose file."
        case .nothingToBuild: "Write `build:` in the Compose file, or remove the service from the step."
        case .journalInside:
            "Keep the journal elsewhere with `--journal`, or leave its place out of the backups."
        case .neverDue: "Correct the day or the month."
        }
    }
}
