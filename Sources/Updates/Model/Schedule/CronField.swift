/// One field of a cron line: the numbers that it names.
struct CronField: Hashable, Codable {
    /// A bit for each number.
    let numbers: UInt64
    /// Whether it begins with `*`: then it asks for nothing.
    let isOpen: Bool

    /// All of them.
    init(all range: ClosedRange<Int>) {
        (numbers, isOpen) = (range.reduce(0) { $0 | 1 << UInt64($1) }, true)
    }

    /// Exactly these.
    init(_ numbers: some Sequence<Int>) {
        (self.numbers, isOpen) = (numbers.reduce(0) { $0 | 1 << UInt64($1) }, false)
    }

    /// Reads `*`, `5`, `1-5`, `*/15`, `8-18/2`, `mon-fri`, and several of them behind commas. Names stand for
    /// numbers from the range's first on.
    init?(_ text: Substring, in range: ClosedRange<Int>, names: [String] = []) {
        let number = { (word: Substring) -> Int? in
            if let place = names.firstIndex(of: word.lowercased()) { return range.lowerBound + place }
            guard word.count <= 2, word.allSatisfy({ $0.isASCII && $0.isNumber }), let value = Int(word)
            else {
                return nil
            }
            return range.contains(value) ? value : nil
        }
        var numbers: UInt64 = 0
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = part.split(separator: "/", omittingEmptySubsequences: false)
            guard (1...2).contains(halves.count), let body = halves.first else { return nil }
            let step = halves.count == 2 ? Int(halves[1]) ?? 0 : 1
            guard (1...range.upperBound).contains(step) else { return nil }
            var span = range
            if body != "*" {
                let ends = body.split(separator: "-", omittingEmptySubsequences: false).map(number)
                guard (1...2).contains(ends.count), let first = ends.first ?? nil,
                    let last = ends.last ?? nil,
                    first <= last
                else { return nil }
                // `5/15` is every fifteenth from the fifth on.
                span = first...(ends.count == 1 && halves.count == 2 ? range.upperBound : last)
            }
            for value in stride(from: span.lowerBound, through: span.upperBound, by: step) {
                numbers |= 1 << UInt64(value)
            }
        }
        self.numbers = numbers
        isOpen = text.first == "*"
    }

    func contains(_ number: Int) -> Bool { (0..<64).contains(number) && numbers & (1 << UInt64(number)) != 0 }

    /// The numbers, in order.
    var all: [Int] { (0..<64).filter(contains) }
}
