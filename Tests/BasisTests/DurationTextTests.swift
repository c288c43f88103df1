import Basis
import Testing

@Test(arguments: [
    ("0", Duration.zero), ("0s", .zero), ("90s", .seconds(90)), ("1h30m", .seconds(5400)),
    ("1.5s", .milliseconds(1500)),
    ("500ms", .milliseconds(500)), ("24h", .seconds(86_400)), ("7d", .seconds(604_800)),
    ("2w", .seconds(1_209_600)),
    ("1y", .seconds(31_536_000)), ("0.1ms", .microseconds(100)), ("3us", .microseconds(3)),
    ("7ns", .nanoseconds(7)),
    ("1.000000001s", .nanoseconds(1_000_000_001)), ("0.123456789s", .nanoseconds(123_456_789)),
    ("0.5d", .seconds(43_200)), ("1m1m", .seconds(120)), ("007s", .seconds(7)),
    ("292y", .seconds(292 * 31_536_000)),
    ("9223372036854775807ns", .nanoseconds(Int64.max)),
])
func durationsAreRead(_ text: String, _ duration: Duration) { #expect(Duration(text: text) == duration) }

@Test(arguments: [
    "", " ", "1", "00", "s", "-1s", "+1s", "1 s", " 1s", "1s ", "1.s", ".5s", "1..5s", "1.5.5s", "1S", "1sec",
    "1min",
    "1e3s", "1,5s", "1h30", "h1", "293y", "9223372036854775808ns", "9223372036s999999999ns",
    "99999999999999999999s",
    "0.1234567890s", "1_000s", "\u{661}s", "\u{FF11}s", "1s\u{301}", "1\u{301}s", "1s\0", "0x1s", "1d-1h",
    "1\u{B5}s",
])
func whatIsNoDurationIsRefused(_ text: String) { #expect(Duration(text: text) == nil) }

@Test(arguments: [
    (Duration.zero, "0s"), (.seconds(90), "1m30s"), (.milliseconds(250), "250ms"), (.seconds(5400), "1h30m"),
    (.seconds(86_400 * 15), "2w1d"), (.nanoseconds(1), "1ns"), (.seconds(-90), "-1m30s"),
    (Duration(secondsComponent: 0, attosecondsComponent: 1), "0s"),
    (.nanoseconds(Int64.max), "15250w1d23h47m16s854ms775us807ns"),
])
func durationsAreWritten(_ duration: Duration, _ text: String) { #expect(duration.text == text) }

@Test(arguments: [Int64(9_223_372_036), 9_223_372_037, .max, -9_223_372_036, -9_223_372_037, .min])
func noDurationIsTooLongToBeWritten(_ seconds: Int64) {
    let attoseconds: Int64 = seconds < 0 ? -999_999_999_999_999_999 : 999_999_999_999_999_999
    let duration = Duration(secondsComponent: seconds, attosecondsComponent: attoseconds)
    #expect(duration.text == (seconds < 0 ? "-292y" : "292y"))
}

@Test(arguments: UInt64(1)...20) func writtenDurationsAreReadBackExactly(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
        let bits = Int.random(in: 1...62, using: &generator)
        let duration = Duration.nanoseconds(Int64.random(in: 0...(1 << bits), using: &generator))
        #expect(Duration(text: duration.text) == duration, "seed \(seed): \(duration.text)")
    }
}

@Test(arguments: UInt64(1)...20) func junkIsNeverReadAsAnEndlessOrNegativeDuration(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<300 {
        let text = generator.text(of: "0123456789.hmsdwyun-", atMost: 12)
        guard let duration = Duration(text: text) else { continue }
        #expect(duration >= .zero && duration <= .nanoseconds(Int64.max), "seed \(seed): \(text)")
        #expect(Duration(text: duration.text) == duration, "seed \(seed): \(text)")
    }
}
