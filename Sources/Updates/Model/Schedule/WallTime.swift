/// What a clock on the wall of a time zone shows, and when it shows it.
///
/// Moments are seconds since 1970. The zone is a function: its offset east of UTC in seconds, at a moment.
enum WallTime {
    /// No zone is further from UTC than this; what a broken zone file says is cut to it.
    private static let farthest = 26 * 3600

    /// No clock that works shows a time further from 1970 than these thousand years in either direction.
    private static let horizon: Int64 = 1000 * 366 * CivilDate.secondsADay

    /// Whole seconds of a moment in milliseconds, cut to what can be reckoned with.
    static func seconds(_ milliseconds: Int64) -> Int64 {
        min(max(milliseconds.flooredDivision(by: 1000), -horizon), horizon)
    }

    static func local(_ moment: Int64, _ offset: (Int64) -> Int) -> Int64 {
        moment + Int64(min(max(offset(moment), -farthest), farthest))
    }

    /// The moments at which the wall shows a time: two where clocks go back, the moment after the gap where
    /// they go forward over it, else one.
    static func moments(showing wall: Int64, _ offset: (Int64) -> Int) -> [Int64] {
        let before = local(wall - CivilDate.secondsADay, offset) - (wall - CivilDate.secondsADay)
        let after = local(wall + CivilDate.secondsADay, offset) - (wall + CivilDate.secondsADay)
        let candidates = before == after ? [wall - before] : [wall - before, wall - after].sorted()
        let real = candidates.filter { local($0, offset) == wall }
        return real.isEmpty ? [wall - before] : real
    }
}
