/// Names and values of `application/x-www-form-urlencoded`, by the stricter rules of RFC 3986, section 2.3.
enum PercentEncoding {
    /// `NAME=VALUE&NAME=VALUE`, in this order.
    static func form(_ fields: [(name: String, value: String)]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "&")) }
            append(field.name, to: &bytes)
            bytes.append(UInt8(ascii: "="))
            append(field.value, to: &bytes)
        }
        return bytes
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(contentsOf: String(byte >> 4, radix: 16, uppercase: true).utf8)
                bytes.append(contentsOf: String(byte & 15, radix: 16, uppercase: true).utf8)
            }
        }
    }
}
