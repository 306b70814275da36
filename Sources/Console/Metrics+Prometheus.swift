extension Metrics.State {
    /// The counts in the text format of Prometheus, version 0.0.4.
    ///
    /// - Parameters:
    ///   - release: the release in service; 0 for none.
    ///   - unratified: emergency releases that nobody ratified, and those whose time is over.
    ///   - overdue: complaints over their time that no sweep has handled; nothing when unknown.
    func prometheus(
        release: Int, unratified: (all: Int, overdue: Int) = (0, 0), overdue: Int? = nil
    ) -> String {
        var text = ""
        func family(_ name: String, _ type: String, _ help: String) {
            text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
        }
        func single(_ name: String, _ type: String, _ help: String, _ value: Int) {
            family(name, type, help)
            text += "\(name) \(value)\n"
        }
        let requests = "rajmap_http_requests_total"
        family(requests, "counter", "Requests answered, by path, method and status.")
        for (series, counts) in statuses.sorted(by: { $0.key < $1.key }) {
            for (status, count) in counts.sorted(by: { $0.key < $1.key }) {
                text += "\(requests){\(series.labels),status=\"\(status)\"} \(count)\n"
            }
        }
        let durations = "rajmap_http_request_duration_seconds"
        family(durations, "histogram", "Time from the request's head to its answer.")
        for (series, times) in self.durations.sorted(by: { $0.key < $1.key }) {
            var sum = 0
            for (index, count) in times.counts.enumerated() {
                sum += count
                let end =
                    index < Metrics.buckets.count ? Self.seconds(Metrics.buckets[index]) : "+Inf"
                text += "\(durations)_bucket{\(series.labels),le=\"\(end)\"} \(sum)\n"
            }
            text += "\(durations)_sum{\(series.labels)} \(Self.seconds(times.microseconds))\n"
            text += "\(durations)_count{\(series.labels)} \(sum)\n"
        }
        family("rajmap_decisions_total", "counter", "Complaints decided, by outcome.")
        text += "rajmap_decisions_total{outcome=\"routed\"} \(routed)\n"
        text += "rajmap_decisions_total{outcome=\"unroutable\"} \(unroutable)\n"
        single("rajmap_http_requests_in_flight", "gauge", "Requests being answered.", inFlight)
        single("rajmap_http_requests_limited_total", "counter", "Refused by the rate.", limited)
        single("rajmap_release", "gauge", "The release in service; 0 for none.", release)
        single(
            "rajmap_emergency_releases_unratified", "gauge",
            "Releases published in an emergency and not ratified.", unratified.all)
        single(
            "rajmap_emergency_releases_overdue", "gauge",
            "Those of them whose time to be ratified is over.", unratified.overdue)
        single("rajmap_swaps_total", "counter", "Releases put into service.", swaps)
        single(
            "rajmap_swap_failures_total", "counter", "Releases that were not whole.", failedSwaps)
        family("rajmap_sweeps_total", "counter", "Sweeps of this server, by how they ended.")
        for (outcome, count) in sweeps.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            text += "rajmap_sweeps_total{outcome=\"\(outcome.rawValue)\"} \(count)\n"
        }
        single(
            "rajmap_sweep_last_timestamp_seconds", "gauge",
            "When this server last swept to the end; 0 for never.", Int(lastSweep))
        family("rajmap_sweep_duration_seconds", "gauge", "How long that sweep took.")
        text += "rajmap_sweep_duration_seconds \(Self.seconds(lastSweepMicroseconds))\n"
        single(
            "rajmap_sweep_complaints_total", "counter", "Complaints handled by sweeps.",
            sweptComplaints)
        if let overdue {
            single(
                "rajmap_overdue_complaints", "gauge",
                "Complaints over their time that no sweep has handled yet.", overdue)
        }
        family("rajmap_deliveries_total", "counter", "Deliveries, by how they ended.")
        for (outcome, count) in deliveries.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            text += "rajmap_deliveries_total{outcome=\"\(outcome.rawValue)\"} \(count)\n"
        }
        single("rajmap_events_delivered_total", "counter", "Events delivered.", delivered)
        single(
            "rajmap_events_undelivered_total", "counter", "Tries to deliver that failed.",
            undelivered)
        return text
    }

    /// Microseconds as seconds, with the decimals that are not 0.
    private static func seconds(_ microseconds: Int64) -> String {
        let whole = microseconds / 1_000_000
        var digits = String(1_000_000 + microseconds % 1_000_000).dropFirst()
        while digits.last == "0" { digits = digits.dropLast() }
        return digits.isEmpty ? "\(whole)" : "\(whole).\(digits)"
    }
}

extension Metrics.Series: Comparable {
    static func < (a: Self, b: Self) -> Bool { (a.path, a.method) < (b.path, b.method) }

    /// Paths are those that endpoints declare: nothing in them needs an escape.
    fileprivate var labels: String { "path=\"\(path)\",method=\"\(method)\"" }
}
