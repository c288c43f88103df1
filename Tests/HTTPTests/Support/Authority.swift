import FoundationEssentials

/// A private authority and what it signs, made by the openssl program in a folder.
struct Authority: Sendable {
    let folder: String

    /// Makes the authority itself.
    init(in folder: String) throws {
        self.folder = folder
        try request("ca", subject: "/O=Belay/CN=Belay Test Authority")
        try write("ca.ext", "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n")
        try openssl(
            [
                "x509", "-req", "-in", "ca.csr", "-signkey", "ca.key", "-days", "30", "-extfile", "ca.ext",
                "-out", "ca.pem",
            ])
    }

    /// Signs a certificate for a name; a negative number of days makes one that expired.
    func issue(_ name: String, for host: String, days: Int = 30) throws {
        try request(name, subject: "/CN=\(host)")
        try write("\(name).ext", "subjectAltName=DNS:\(host),IP:127.0.0.9\n")
        try openssl(
            [
                "x509", "-req", "-in", "\(name).csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                "-days", "\(days)", "-extfile", "\(name).ext", "-out", "\(name).pem",
            ])
    }

    /// A file of the folder.
    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
    }

    func write(_ name: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }

    private func request(_ name: String, subject: String) throws {
        try openssl(
            [
                "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
                subject,
                "-keyout", "\(name).key", "-out", "\(name).csr",
            ])
    }

    /// Runs openssl inside the folder: every file name among the words becomes a path.
    private func openssl(_ words: [String]) throws {
        let endings = [".pem", ".key", ".csr", ".ext"]
        let arguments = words.map { word in
            endings.contains { word.hasSuffix($0) } ? "\(folder)/\(word)" : word
        }
        try Program.run("/usr/bin/openssl", arguments, log: "\(folder)/openssl.log")
    }
}
