import Basis
import FoundationEssentials
import Subprocesses
import Testing
import Updates

/// Clocks on walls, held against the C library's reading of the same files.
struct ZoneRulesTests {
    private func rules(_ zone: String) throws -> ZoneRules {
        let bytes = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(zone)"))
        return try #require(ZoneRules(Array(bytes)), "\(zone) could not be read")
    }

    @Test(arguments: [
        "Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns",
        "Africa/Casablanca", "Asia/Kathmandu", "America/Sao_Paulo", "Pacific/Apia", "Etc/GMT-3", "UTC",
        "Europe/Dublin", "Antarctica/Troll",
    ])
    func everyZoneShowsWhatTheCLibraryShows(zone: String) async throws {
        let rules = try rules(zone)
        // From 1930 to 2090, each time at another hour of another day.
        let moments = (0..<800).map { -1_262_304_000 + Int64($0) * 6_311_433 }
        let script = """
            import os, sys, time
            os.environ["TZ"] = sys.argv[1]; time.tzset()
            print(" ".join(str(time.localtime(int(second)).tm_gmtoff) for second in sys.argv[2:]))
            """
        let outcome = try await Launcher().run(
            Invocation(
                .named("python3", in: Program.systemFolders),
                ["-c", script, zone] + moments.map(String.init)),
            by: .after(.seconds(60)))
        let theirs = outcome.output.text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        try #require(theirs.count == moments.count, "\(outcome.errors.text)")
        let wrong = zip(moments, theirs).filter { rules.offset(at: $0 * 1000) != $1 }.map(\.0)
        #expect(wrong.isEmpty, "\(zone)")
    }

    @Test func clocksChangeAtTheSecond() throws {
        let rules = try rules("Europe/London")
        // 29 March 2026, 01:00 UTC, and 25 October 2026, 01:00 UTC.
        for (moment, before, after) in [(1_774_746_000, 0, 3600), (1_792_890_000, 3600, 0)]
            as [(Int64, Int, Int)]
        {
            #expect(rules.offset(at: moment * 1000 - 1) == before && rules.offset(at: moment * 1000) == after)
        }
    }

    @Test func aWindowOpensByTheClocksOfItsZone() throws {
        let window = try #require(MaintenanceWindow("Sun 02:00-05:00 America/New_York"))
        let rules = try rules("America/New_York")
        // Sunday 29 November 2026, 02:00 in New York, is 07:00 in Greenwich.
        let opens: Int64 = 1_795_935_600_000
        #expect(!window.isOpen(at: opens - 1, offset: rules.offset(at: opens - 1)))
        #expect(window.isOpen(at: opens, offset: rules.offset(at: opens)))
        #expect(window.opening(after: opens - 1, offset: rules.offset(at:)) == opens)
        #expect(window.words == "Sun 02:00-05:00 America/New_York")
    }

    @Test func whatIsNoZoneFileIsRefused() throws {
        let real = Array(try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/London")))
        #expect(ZoneRules([]) == nil && ZoneRules(Array("TZif".utf8)) == nil)
        for end in stride(from: 0, to: real.count - 40, by: 7) {
            #expect(ZoneRules(Array(real[..<end])) == nil)
        }
        // Whatever a byte says: refused, or read; never a trap.
        for place in real.indices {
            var broken = real
            broken[place] = 0xff
            _ = ZoneRules(broken)?.offset(at: 1_800_000_000_000)
        }
        // The rule of the years to come is the last line; one that is none leaves what held last.
        let body = Array(real[..<(try #require(real.dropLast().lastIndex(of: UInt8(ascii: "\n"))))])
        for text in ["GMT0BST", "<+03>-3", "A", "GMT0BST,M13.1.0,M10.5.0", "GMT0BST,M3.5.0/999,M1.1.1"] {
            let rules = try #require(ZoneRules(body + Array("\n\(text)\n".utf8)))
            #expect(rules.offset(at: 4_000_000_000_000) == (text == "<+03>-3" ? 10_800 : 0), "\(text)")
        }
    }
}
