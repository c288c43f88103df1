import Testing

struct ManPageTests {
    @Test func theManualPageHasNoWarningAndSaysEverything() throws {
        let scratch = try Scratch()
        let page = "\(scratch.path)/belay.1"
        try Scratch.write(try BelayProgram.run("help", "--man").output, to: page)
        let groff = try BelayProgram.run(["/usr/bin/groff", "-ww", "-man", "-z", page])
        #expect(groff == .init(exit: 0, output: "", errors: ""))
        let man = try BelayProgram.run(
            ["/usr/bin/man", "--warnings", "-P", "cat", "-l", page], ["MANWIDTH=200", "MAN_KEEP_FORMATTING="])
        #expect(man.exit == 0 && man.errors.isEmpty)
        for part in [
            "NAME", "EXIT STATUS", "belay completion SHELL", "-e, --env NAME", "--man", "NO_COLOR", "130",
        ] {
            #expect(man.output.contains(part), "\(part)")
        }
    }
}
