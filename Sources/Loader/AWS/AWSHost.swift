/// AWS's own host names.
enum AWSHost {
    /// The host of a service in a region, in the region's partition.
    static func name(of service: String, in region: String) -> String {
        "\(service).\(region).amazonaws.com\(region.hasPrefix("cn-") ? ".cn" : "")"
    }

    /// Whether a host is one of AWS's.
    static func isAWS(_ host: String) -> Bool {
        [".amazonaws.com", ".amazonaws.com.cn", ".api.aws"].contains { host.hasSuffix($0) }
    }

    /// The region in a host like `sqs.eu-west-1.amazonaws.com`, `eu-west-1.queue.amazonaws.com` or a VPC endpoint's.
    static func region(in host: String) -> String? {
        guard isAWS(host) else { return nil }
        if host == "queue.amazonaws.com" { return "us-east-1" }
        return host.split(separator: ".").first(where: isRegion).map(String.init)
    }

    /// Whether a label has the form of a region: `eu-west-1`, `us-gov-east-1`.
    private static func isRegion(_ label: Substring) -> Bool {
        let parts = label.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3 || parts.count == 4, let first = parts.first, let last = parts.last else { return false }
        let words = parts.dropLast().allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isLetter } }
        return words && first.count == 2 && last.count == 1 && last.allSatisfy { $0.isASCII && $0.isNumber }
    }
}
