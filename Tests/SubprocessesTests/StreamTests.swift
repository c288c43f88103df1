import Basis
import Glibc
import Subprocesses
import Synchronization
import Testing

extension Programs {
    struct StreamTests {
        let launcher: Launcher

        init() throws { launcher = try Launcher() }

        /// A stream that fails after its first piece.
        final class Broken: ByteStream {
            struct Fault: Error {}
            private let asked = Mutex(0)

            func next() async throws -> [UInt8]? {
                guard
                    asked.withLock({
                        $0 += 1; return $0 == 1
                    })
                else { throw Fault() }
                return Array("the first half\n".utf8)
            }
        }

        /// A stream that never gives anything, until its reader is cancelled.
        final class Silent: ByteStream {
            func next() async throws -> [UInt8]? {
                try await Task.sleep(for: .seconds(600))
                return nil
            }
        }

        @Test func aReaderWhoDoesNotAskHoldsTheProgramUp() async throws {
            let folder = TemporaryFolder()
            let child = try launcher.start(
                Programs.script(
                    "i=0; while [ $i -lt 200 ]; do "
                        + "head -c 4096 /dev/zero; i=$((i+1)); echo $i >> count; done",
                    directory: folder.path), by: Programs.soon)
            // A pipe holds sixteen such pieces; the program can write those and no more.
            let path = folder.path + "/count"
            let deadline = Programs.soon
            while ProcessTable.contents(of: path).split(separator: "\n").count < 16, !deadline.hasPassed {
                try await Task.sleep(for: .milliseconds(2))
            }
            #expect(ProcessTable.contents(of: path).split(separator: "\n").count <= 17)
            var count = 0
            while let piece = try await child.output.next() { count += piece.count }
            #expect(count == 200 * 4096)
            #expect(try await child.wait().isSuccess)
        }

        @Test func outputOfAProgramThatFailsNeverLooksWhole() async throws {
            for (script, code) in [
                ("echo half; exit 1", SubprocessCode.unsuccessful), ("echo half; kill -9 $$", .unsuccessful),
                ("echo half; sleep 600", .timedOut),
            ] {
                let child = try launcher.start(Programs.script(script), by: .after(.milliseconds(700)))
                #expect(try await child.output.next() == Array("half\n".utf8))
                for _ in 0..<3 {
                    let error = await #expect(throws: SubprocessError.self) { try await child.output.next() }
                    #expect(error?.code == code)
                }
            }
        }

        @Test func aCodeThatIsAcceptedEndsTheOutputWell() async throws {
            let child = try launcher.start(
                Programs.script("echo all; exit 1"), by: Programs.soon, accepting: [0, 1])
            #expect(try await child.output.collect(atMost: .kibibytes(1)) == Array("all\n".utf8))
            #expect(try await child.wait() == .exited(code: 1))
        }

        @Test func halfAnInputIsNotTakenForAWholeOne() async throws {
            let folder = TemporaryFolder()
            let error = await #expect(throws: SubprocessError.self) {
                try await launcher.run(
                    Programs.script(
                        "cat; echo whole > seen", directory: folder.path, input: .stream(Broken())),
                    by: Programs.soon)
            }
            #expect(error?.code == .inputFailed)
            #expect(ProcessTable.contents(of: folder.path + "/seen").isEmpty)
        }

        @Test func inputThatNeverComesDoesNotOutliveTheProgram() async throws {
            let outcome = try await launcher.run(
                Programs.script("exit 4", input: .stream(Silent())), by: Programs.soon)
            #expect(outcome.exit == .exited(code: 4))
        }

        @Test func aCaptureFailsOrKeepsTheBeginningOrTheEnd() async throws {
            let script = Programs.script("seq 1 100000")
            let whole = (1...100_000).map { "\($0)\n" }.joined()
            let kept = [Capture.Beyond.keepsFirst: whole.prefix(1000), .keepsLast: whole.suffix(1000)]
            for (beyond, text) in kept {
                let outcome = try await launcher.run(
                    script, by: Programs.soon, output: Capture(atMost: ByteCount(1000), beyond: beyond))
                #expect(outcome.output.text == text)
                #expect(outcome.output.droppedByteCount == Int64(whole.utf8.count - 1000))
                #expect(outcome.exit.isSuccess)
            }
            let error = await #expect(throws: SubprocessError.self) {
                try await launcher.run(
                    script, by: Programs.soon, output: Capture(atMost: ByteCount(1000), beyond: .fails))
            }
            #expect(error == .outputTooLong(command: "\(script)", limit: ByteCount(1000)))
            let exact = try await launcher.run(
                Programs.script("head -c 1000 /dev/zero"), by: Programs.soon,
                output: Capture(atMost: ByteCount(1000), beyond: .fails))
            #expect(exact.output.bytes.count == 1000 && !exact.output.isTruncated)
        }

        @Test func aProgramWithoutEndIsEndedWhenItSaysTooMuch() async throws {
            let error = await #expect(throws: SubprocessError.self) {
                try await launcher.run(
                    Invocation(.at(path: "/usr/bin/yes"), environment: ["MARK": "yes"]), by: Programs.soon,
                    output: Capture(atMost: .mebibytes(1), beyond: .fails))
            }
            #expect(error?.code == .outputTooLong)
            #expect(!ProcessTable.isRunning(withVariable: "MARK=yes"))
        }

        @Test func aCancelledReaderWaitsNoLonger() async throws {
            let child = try launcher.start(Programs.script("sleep 600"), by: Programs.soon)
            let reading = Task { try await child.errors.next() }
            try await Task.sleep(for: .milliseconds(20))
            reading.cancel()
            await #expect(throws: CancellationError.self) { try await reading.value }
            #expect(try await child.stop() == .signalled(signal: SIGTERM))
        }
    }
}
