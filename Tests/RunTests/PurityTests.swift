import Glibc
import Testing

@Suite("The machine is pure")
struct PurityTests {
    /// What a module must not call to be a function of what it is told.
    private static let impure = [
        "clock_gettime", "gettimeofday", "_ContinuousClock", "15ContinuousClock", "15SuspendingClock",
        "SystemRandomNumberGenerator", "getrandom", "arc4random", "swift_stdlib_random", "10Foundation",
        "20FoundationEssentials", " open", " read", " write", " socket", " getenv", "$ss5print_",
        "pthread_create", "swift_task_create",
    ]

    @Test("Updates calls no clock, no chance, no input, no output, no Foundation and no task")
    func updates() throws {
        let symbols = try undefined(in: "Updates")
        #expect(symbols.count > 100)
        #expect(PurityTests.impurities(in: symbols) == [])
    }

    @Test("A module that does is found by the same look")
    func canary() throws {
        #expect(!PurityTests.impurities(in: try undefined(in: "Basis")).isEmpty)
    }

    private static func impurities(in symbols: [String]) -> [String] {
        symbols.filter { symbol in
            impure.contains { name in name.hasPrefix(" ") ? " \(symbol)" == name : symbol.contains(name) }
        }
    }

    /// The names that the objects of a module leave to others, as the linker sees them.
    private func undefined(in module: String) throws -> [String] {
        var path = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        try #require(count > 0)
        let program = String(decoding: path.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = try #require(buildFolder(near: program) ?? buildFolder(near: testBundle))
        let pipe = try #require(popen("nm -u \(folder)/\(module).build/*.o", "r"))
        defer { pclose(pipe) }
        var text: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while case let got = fread(&bytes, 1, bytes.count, pipe), got > 0 { text += bytes.prefix(got) }
        return String(decoding: text, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return words.count == 2 && words[0] == "U" ? String(words[1]) : nil
        }
    }

    /// The program may be the toolchain's own, which was given the bundle of tests as an argument.
    private var testBundle: String {
        CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? ""
    }

    private func buildFolder(near program: String) -> String? {
        let folder = program.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
        return access("\(folder)/Updates.build", F_OK) == 0 ? folder : nil
    }
}
