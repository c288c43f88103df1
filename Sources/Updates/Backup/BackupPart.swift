/// One stream of a backup: a database or a set of files, as one file.
package struct BackupPart: Hashable, Sendable, Codable {
    /// What it is of: a kind of database, or one of the other things that are backed up.
    package enum Source: String, Hashable, Sendable, Codable, CaseIterable {
        /// Databases.
        case postgres, mysql, mariadb, mongodb, redis, sqlite
        /// A volume of the project, and a path on the machine.
        case volume, path
        /// A platform's variables, and a git repository.
        case environment, git
    }

    /// What its bytes are, once opened and decompressed.
    package enum Form: String, Hashable, Sendable, Codable, CaseIterable {
        /// What `pg_dump -Fc` writes.
        case pgCustom = "pg-custom"
        /// Statements.
        case sql
        /// What Redis saves.
        case rdb
        /// A SQLite database, whole.
        case sqlite
        /// What `mongodump --archive` writes.
        case mongoArchive = "mongo-archive"
        /// Files.
        case tar
        /// What `git bundle` writes.
        case gitBundle = "git-bundle"
        /// Lines `NAME=value`.
        case variables
    }

    /// How its bytes were made smaller.
    package enum Compression: String, Hashable, Sendable, Codable, CaseIterable {
        /// Not at all, and as the programs of these names do.
        case none, zstd, gzip
    }

    /// The name that the manifest of the project gives to what it is of.
    package let name: String
    /// What it is of.
    package let source: Source
    /// What its bytes are.
    package let form: Form
    /// The file, beside the manifest.
    package let file: String
    /// How its bytes were made smaller.
    package var compression = Compression.none
    /// Whether it is closed in the age form.
    package var isSealed = false
    /// Whether a set of files is one file and no folder.
    package var isOneFile = false
    /// How long the file is.
    package var size: Int64 = 0
    /// How long its bytes are, once opened and decompressed.
    package var plainSize: Int64 = 0
    /// The SHA-256 of the file, in hexadecimal digits.
    package var digest = ""
    /// How long it took, in milliseconds.
    package var took: Int64 = 0
    /// What made it, with its version.
    package var tool = ""
    /// How to bring it back without Belay.
    package var byHand = ""

    /// A part of which nothing is written yet.
    package init(name: String, source: Source, form: Form, file: String) {
        (self.name, self.source, self.form, self.file) = (name, source, form, file)
    }
}
