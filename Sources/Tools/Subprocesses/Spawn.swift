internal import Basis
internal import CLinux
internal import Glibc

/// Starts one program: everything that can be wrong with an invocation is found here.
struct Spawn {
    let invocation: Invocation
    let input: Descriptor
    let output: Descriptor
    let errors: Descriptor

    private var command: String { invocation.description }

    /// Starts the program; the number is that of its process and of its group.
    func start() throws(SubprocessError) -> pid_t {
        let file = try ExecutableFile(for: invocation)
        let directory = try openDirectory()
        let arguments = CStrings(try passable(file.words))
        let environment = CStrings(try variables())
        var process: pid_t = 0
        let streams = [input.number, output.number, errors.number]
        let error = arguments.withPointers { arguments in
            environment.withPointers { environment in
                linux_spawn(&process, file.path, arguments, environment, directory?.number ?? -1, streams)
            }
        }
        withExtendedLifetime((directory, self)) {}
        guard error == 0 else { throw failure(error, of: file.path) }
        return process
    }

    private func openDirectory() throws(SubprocessError) -> Descriptor? {
        guard let directory = invocation.directory else { return nil }
        _ = try passable([directory])
        do throws(SystemError) {
            return try Descriptor.opening(directory, O_RDONLY | O_DIRECTORY)
        } catch {
            throw .directoryUnusable(command: command, directory: directory, why: error.why)
        }
    }

    private func variables() throws(SubprocessError) -> [String] {
        for name in invocation.environment.keys where name.isEmpty || name.contains("=") {
            throw .unusableWord(command: command, what: "an environment variable cannot be named '\(name)'")
        }
        let variables = invocation.environment.map { name, value in
            switch value {
            case .plain(let text): "\(name)=\(text)"
            case .secret(let secret): "\(name)=\(secret.reveal())"
            }
        }
        return try passable(variables)
    }

    private func passable(_ words: [String]) throws(SubprocessError) -> [String] {
        guard words.allSatisfy({ !$0.utf8.contains(0) }) else {
            throw .unusableWord(command: command, what: "a NUL character cannot be passed to a program")
        }
        return words
    }

    private func failure(_ error: Int32, of path: String) -> SubprocessError {
        switch error {
        case E2BIG: .argumentsTooLong(command: command)
        case ENOENT where !ExecutableFile.isFile(path): .notFound(command: command, searched: [])
        case ENOENT: .notExecutable(command: command, path: path, why: "its interpreter does not exist")
        case EACCES, ENOEXEC, EPERM, EISDIR, ENOTDIR, ELOOP, ETXTBSY, ENAMETOOLONG:
            .notExecutable(command: command, path: path, why: SystemError.text(of: error))
        default: .refused(command: command, call: "posix_spawn", why: SystemError.text(of: error))
        }
    }
}
