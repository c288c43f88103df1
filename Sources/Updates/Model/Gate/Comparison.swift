/// What a value must be: `> 0`, `>= 99.5`, `< 10%`, `== ready`.
package struct Comparison: Hashable, Sendable, Codable {
    /// How it is compared.
    package enum Sign: String, Hashable, Sendable, Codable, CaseIterable {
        /// As much, or more.
        case atLeast = ">="
        /// As much, or less.
        case atMost = "<="
        /// The same.
        case equal = "=="
        /// Anything else.
        case unequal = "!="
        /// More.
        case more = ">"
        /// Less.
        case less = "<"
    }

    /// How it is compared.
    package let sign: Sign
    /// With what, as written.
    package let operand: String

    /// Reads a sign with what follows; without a sign it means equal. Nil if an order is asked of what is no
    /// amount.
    package init?(_ text: some StringProtocol) {
        let written = Substring(text).drop { $0 == " " }
        let sign = Sign.allCases.first { written.hasPrefix($0.rawValue) }
        operand = String(written.dropFirst(sign?.rawValue.count ?? 0).trimmed)
        self.sign = sign ?? .equal
        switch self.sign {
        case .equal, .unequal: break
        case .atLeast, .atMost, .more, .less: guard quantity != nil else { return nil }
        }
    }

    /// The operand as an amount, if it is one.
    package var quantity: Quantity? { Quantity(operand) }

    /// Whether a value is as it must be; nil if the two cannot be compared.
    ///
    /// Two amounts of one kind are compared as such, anything else as text, and text has no order.
    package func holds(for value: String) -> Bool? {
        guard let wanted = quantity, let found = Quantity(value), let isLess = found.isLess(than: wanted),
            let isMore = wanted.isLess(than: found)
        else {
            return sign == .equal ? value == operand : sign == .unequal ? value != operand : nil
        }
        return switch sign {
        case .atLeast: !isLess
        case .atMost: !isMore
        case .equal: !isLess && !isMore
        case .unequal: isLess || isMore
        case .more: isMore
        case .less: isLess
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var rest = drop { $0 == " " }
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}
