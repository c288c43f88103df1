internal import Glibc

extension Rule {
    /// How a part that other scripts read begins; it keeps their settings and is not executable.
    private static let part = "# shellcheck shell="
    private static let sound = "#!/bin/sh\n# Why.\nset -eu\necho a\n"

    static let soundScripts = Rule(
        "sound-scripts",
        forbids:
            "a shell script not executable, without shebang, that goes on after an error or does not parse",
        instead: "#!/bin/sh and set -eu (or #!/usr/bin/env bash and set -euo pipefail), and chmod +x; "
            + "a part to be sourced begins with # shellcheck shell=…",
        planted: [
            .found(at: [1], in: "Scripts/go.sh", "set -eu\necho a\n"),
            .found(at: [1], in: "Scripts/go.sh", "#!/bin/sh\necho a\n"),
            .found(at: [1], in: "Scripts/go.sh", "#!/bin/sh\nset -eu\nif true; then\n"),
            .found(at: [1], in: "Scripts/go", sound),
            .nearMiss(in: "Scripts/go.sh", sound),
            .nearMiss(
                in: "Scripts/go.sh",
                "#!/usr/bin/env bash\nset -euo pipefail\nfor a in b; do echo \"$a\"; done\n"),
            .found(at: [1], in: "Scripts/part", "# shellcheck shell=sh\nif true; then\n"),
            .nearMiss(in: "Scripts/part", "# shellcheck shell=bash\nread -r a <<<\"$b\"\n"),
            .nearMiss(in: "Docs/Hacking.md", "#!/bin/sh is how a script begins.\n"),
        ],
        text: { file in
            guard !file.isData, let shell = shell(of: file) else { return [] }
            let lines = file.lines
            var faults: [String] = []
            if !parses(file.bytes, with: shell) { faults.append("\(shell) -n refuses it") }
            if lines.first?.hasPrefix(part) == true {
                if file.isExecutable { faults.append("executable, though it is a part to be sourced") }
                return faults.isEmpty ? [] : [file.finding(1, faults.joined(separator: ", "))]
            }
            if !file.isExecutable { faults.append("not executable") }
            if lines.first?.hasPrefix("#!") != true { faults.append("no shebang") }
            let flags = lines.first { $0.hasPrefix("set -") }?.dropFirst("set -".count).prefix { $0 != " " }
            if flags.map({ $0.contains("e") && $0.contains("u") }) != true { faults.append("no set -eu") }
            return faults.isEmpty ? [] : [file.finding(1, faults.joined(separator: ", "))]
        })

    /// The shell that a file is for; nil if it is no shell script.
    private static func shell(of file: SourceFile) -> String? {
        let first = file.lineCount > 0 ? String(decoding: file.line(0), as: UTF8.self) : ""
        let interpreter =
            first.hasPrefix("#!") ? first.split { "/ !#".contains($0) }.last.map(String.init) : nil
        if let interpreter, ["sh", "bash", "dash"].contains(interpreter), !file.path.hasSuffix(".md") {
            return interpreter
        }
        if first.hasPrefix(part) { return String(first.dropFirst(part.count).prefix { $0 != " " }) }
        guard file.path.hasSuffix(".sh") || file.path.hasSuffix(".bash") else { return nil }
        return file.path.hasSuffix(".bash") ? "bash" : "sh"
    }

    private static func parses(_ script: [UInt8], with shell: String) -> Bool {
        guard let pipe = popen("\(shell) -n 2>&- >&-", "w") else { return false }
        _ = script.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, pipe) }
        return pclose(pipe) == 0
    }
}
