/// Natural numbers as decimal digits, 0 to 9, the most significant first, without leading zeros.
enum DecimalDigits {
    static func isAtLeast(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count != right.count ? left.count > right.count : !left.lexicographicallyPrecedes(right)
    }

    /// Subtracts a number that is not larger.
    static func subtract(_ right: [UInt8], from left: inout [UInt8]) {
        var borrow: UInt8 = 0
        for place in 0..<left.count {
            let index = left.count - 1 - place
            let digit = place < right.count ? right[right.count - 1 - place] + borrow : borrow
            borrow = left[index] < digit ? 1 : 0
            left[index] = left[index] + borrow * 10 - digit
        }
        left = Array(left.drop { $0 == 0 })
    }
}
