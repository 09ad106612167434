extension LoaderError {
    /// A place that gives credentials is there and cannot do it for the moment.
    static func busyCredentials(_ place: String, _ response: HTTPResponse) -> LoaderError {
        LoaderError(
            "credentials.unavailable", .incomplete, "\(place) is busy (HTTP status \(response.status)).",
            remedy: "Start again later; what was not acknowledged comes back by itself.")
    }
}
