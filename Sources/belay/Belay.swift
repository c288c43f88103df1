internal import Commands
internal import Glibc

@main
struct Belay {
    static func main() async {
        StandardStreams.prepare()
        let code = await Assembly.program().run(Array(CommandLine.arguments.dropFirst()))
        exit(code.rawValue)
    }
}
