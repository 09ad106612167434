/// Is told by a service's runs and windows what they do.
protocol ServiceMeter: RunMeter {
    /// So many messages were given back to the queue.
    func released(_ count: Int)
}
