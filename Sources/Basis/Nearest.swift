extension Collection<String> {
    /// The word that was probably meant, if one is near enough to be worth naming.
    ///
    /// Near enough is a third of the word's letters; letters that changed places count once. Words that share
    /// nothing are never near. Words of more than 64 letters are not compared: nobody misspells
    /// those by hand.
    package func nearest(to word: String) -> String? {
        let typed = Array(word.lowercased())
        guard !typed.isEmpty, typed.count <= 64 else { return nil }
        var best: (word: String, distance: Int)?
        for candidate in self where candidate.count <= 64 {
            let distance = editDistance(typed, Array(candidate.lowercased()))
            let longest = Swift.max(typed.count, candidate.count)
            guard distance < longest, distance <= Swift.max(1, longest / 3) else { continue }
            if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
        }
        return best?.word
    }
}

/// How many letters must be added, dropped, changed or swapped with their neighbour to make one word the
/// other.
private func editDistance(_ from: [Character], _ to: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...to.count)
    for row in from.indices {
        var current = [row + 1]
        for column in to.indices {
            let change = last[column] + (from[row] == to[column] ? 0 : 1)
            var least = Swift.min(last[column + 1] + 1, current[column] + 1, change)
            if row > 0, column > 0, from[row] == to[column - 1], from[row - 1] == to[column] {
                least = Swift.min(least, beforeLast[column - 1] + 1)
            }
            current.append(least)
        }
        (beforeLast, last) = (last, current)
    }
    return last[to.count]
}
