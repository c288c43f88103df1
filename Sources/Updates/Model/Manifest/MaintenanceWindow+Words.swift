extension MaintenanceWindow {
    /// As a manifest writes it: `Sun 02:00-05:00 Europe/London`.
    package var words: String {
        let names = days.sorted().map { CalendarWords.days[$0 - 1].capitalizedFirst }
        let parts = [names.joined(separator: ","), "\(clock(opens))-\(clock(closes))", zone ?? ""]
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private func clock(_ minutes: Int) -> String { "\(digits(minutes / 60)):\(digits(minutes % 60))" }

    private func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
