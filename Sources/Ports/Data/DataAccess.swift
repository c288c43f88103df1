package import Basis

/// Reaches data where it lies: programs beside it, and volumes.
///
/// Small on purpose: a dump and a restore need no more of a platform than a program with its streams, and a
/// volume as a tar. What databases are and how their programs are called is nothing that a platform knows.
///
/// Dumps are reads, and what loads fills only a scratch database whose name carries run, step and attempt:
/// so both may run by exec (safety 4), and a program that outlived its Belay writes where nobody looks.
package protocol DataAccess: Sendable {
    /// Starts a program, and gives what it prints, at the reader's pace.
    ///
    /// The stream ends only once the program has ended with exit code 0 and all its input was read without a
    /// failure. Otherwise it throws a `Diagnosable` that holds the last words of the program's standard
    /// error: what a failing program printed never looks whole. An input that fails is the failure of the
    /// stream; the program itself may take it for an end, which is why what it loads is a scratch place.
    /// Dropping the stream cuts the program off. The deadline is for everything.
    func output(of program: DataProgram, by deadline: Deadline) async throws -> any ByteStream

    /// What a volume of the project holds, by the name that the project gives it: as a tar, with owners,
    /// modes and times, every name beginning at the volume's root.
    func contents(of volume: String, by deadline: Deadline) async throws -> any ByteStream

    /// Puts a tar into a volume of the project, below a folder within it that is made if it is not there;
    /// what is there otherwise stays. Owners, modes and times are those of the tar.
    func put(_ tar: any ByteStream, into volume: String, below folder: String, by deadline: Deadline)
        async throws

    /// Runs a shell's script at the root of a volume of the project, with these words as `$1`, `$2` …, in a
    /// container of its own that is gone afterwards. The script must bear to be run again.
    func arrange(_ volume: String, script: String, words: [String], by deadline: Deadline) async throws
}
