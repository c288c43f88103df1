private let tracking = "batch.kubernetes.io/job-tracking"

extension World {
    mutating func reconcileJob(_ key: ObjectKey) {
        guard let job = object(key) else { return }
        let pods = governed(by: job, kind: "pods")
        var status = job["status"] ?? [:]
        let old = status
        var conditions = status.items("conditions")
        let isOver = conditions.contains {
            ["Complete", "Failed"].contains($0.words("type")) && $0.words("status") == "True"
        }
        for pod in pods where !pod.isActive || job.isLeaving { untrack(pod) }
        if job.isLeaving { return }
        if isOver {
            expire(key, job, status)
            return
        }
        if status["startTime"] == nil, job[["spec", "suspend"]]?.bool != true {
            status["startTime"] = .text(Moment.text())
            begun[job.uid] = Moment.monotonic()
        }
        let failed = pods.filter { $0.words("status", "phase") == "Failed" }.count
        let succeeded = pods.filter { $0.words("status", "phase") == "Succeeded" }.count
        let active = pods.filter(\.isActive)
        let restarts = active.reduce(0) { sum, pod in
            sum + pod.items("status", "containerStatuses").reduce(0) { $0 + $1.count("restartCount") }
        }
        let wanted = Int(job.count("spec", "completions", or: 1))
        if succeeded >= wanted {
            finish(
                &status, &conditions, "SuccessCriteriaMet", "Complete", "CompletionsReached",
                "Reached expected number of succeeded pods")
            status["completionTime"] = .text(Moment.text())
        } else if Int64(failed) + restarts > job.count("spec", "backoffLimit", or: 6) {
            finish(
                &status, &conditions, "FailureTarget", "Failed", "BackoffLimitExceeded",
                "Job has reached the specified backoff limit")
        } else if isLate(key, job) {
            finish(
                &status, &conditions, "FailureTarget", "Failed", "DeadlineExceeded",
                "Job was active longer than specified deadline")
        } else {
            suspend(job, active, &status, &conditions)
            if job[["spec", "suspend"]]?.bool != true {
                spawn(key, job, active, missing: wanted - succeeded, failed: failed)
            }
        }
        let ends = conditions.contains { ["Complete", "Failed"].contains($0.words("type")) }
        if ends { for pod in active { end(pod) } }
        let left = ends ? [] : governed(by: job, kind: "pods").filter(\.isActive)
        for (name, count) in [
            ("active", left.count), ("succeeded", succeeded), ("failed", failed),
        ] {
            status[name] = count > 0 ? .integer(Int64(count)) : nil
        }
        status["ready"] = .integer(Int64(left.filter(\.isReady).count))
        status["terminating"] = 0
        status["conditions"] = conditions.isEmpty ? nil : .list(conditions)
        if status != old { amendStatus(key, status) }
        if ends { expire(key, object(key) ?? job, status) }
    }

    private func finish(
        _ status: inout JSON, _ conditions: inout [JSON], _ target: String, _ type: String, _ reason: String,
        _ message: String
    ) {
        for type in [target, type] {
            Conditions.set(type, "True", reason, message, in: &conditions)
        }
        status["uncountedTerminatedPods"] = [:]
    }

    /// What is suspended has no pods; that it goes on is said too.
    private mutating func suspend(
        _ job: JSON, _ active: [JSON], _ status: inout JSON, _ conditions: inout [JSON]
    ) {
        if job[["spec", "suspend"]]?.bool == true {
            for pod in active { end(pod) }
            status["startTime"] = nil
            begun[job.uid] = nil
            Conditions.set("Suspended", "True", "JobSuspended", "Job suspended", in: &conditions)
        } else if Conditions.get("Suspended", in: conditions) != nil {
            Conditions.set("Suspended", "False", "JobResumed", "Job resumed", in: &conditions)
        }
    }

    private mutating func isLate(_ key: ObjectKey, _ job: JSON) -> Bool {
        guard let limit = job[["spec", "activeDeadlineSeconds"]]?.integer, let since = begun[job.uid] else {
            return false
        }
        let rest = Double(limit) - Double(Moment.monotonic() - since) / settings.secondNanoseconds
        if rest > 0 { touch(key, afterSeconds: rest) }
        return rest <= 0
    }

    /// Makes the pods that are missing; after a failure only when its back-off is over.
    private mutating func spawn(_ key: ObjectKey, _ job: JSON, _ active: [JSON], missing: Int, failed: Int) {
        let parallel = Int(job.count("spec", "parallelism", or: 1))
        let count = min(parallel, missing) - active.count
        guard count > 0 else { return }
        if failed > 0 {
            let ready = retries[job.uid]
            if ready?.failed != failed {
                let wait = min(600, 10 * Double(1 << min(6, failed - 1)))
                retries[job.uid] = (failed, Moment.monotonic() + after(wait))
                touch(key, afterSeconds: wait)
                return
            }
            if let moment = ready?.at, moment > Moment.monotonic() {
                touch(key, afterSeconds: Double(moment - Moment.monotonic()) / settings.secondNanoseconds)
                return
            }
        }
        for _ in 0..<count {
            var pod = World.pod(from: job[["spec", "template"]] ?? [:], of: job)
            pod[["metadata", "generateName"]] = .text("\(job.name)-")
            pod[["metadata", "finalizers"]] = [.text(tracking)]
            do throws(Refusal) {
                let made = try make("pods", pod, in: job.namespace)
                tell(
                    of: job, "Normal", "SuccessfulCreate", "Created pod: \(made.name)", by: "job-controller")
            } catch {
                tell(
                    of: job, "Warning", "FailedCreate", "Error creating: \(error.message)",
                    by: "job-controller")
                touch(key, afterSeconds: 5)
                return
            }
        }
    }

    /// The job has counted the pod: it need not be kept for that any more.
    private mutating func untrack(_ pod: JSON) {
        guard pod.finalizers.contains(tracking) else { return }
        let key = ObjectKey("pods", pod.namespace, pod.name)
        let rest = pod.finalizers.filter { $0 != tracking }
        if rest.isEmpty, pod.isLeaving, lives[pod.uid] == nil {
            remove(key)
            return
        }
        amend(key) {
            $0[["metadata", "finalizers"]] = rest.isEmpty ? nil : .list(rest.map { .text($0) })
        }
    }

    /// A pod whose Job is gone is counted by nobody.
    mutating func untrackOrphan(_ pod: JSON) {
        let job = pod.controller?.words("name") ?? ""
        guard object("jobs.batch", pod.namespace, job)?.uid != pod.controller?.words("uid") else { return }
        untrack(pod)
    }

    private mutating func end(_ pod: JSON) {
        untrack(pod)
        // Gone already is as good.
        _ = try? delete(ObjectKey("pods", pod.namespace, pod.name), Deletion())
    }

    private mutating func expire(_ key: ObjectKey, _ job: JSON, _ status: JSON) {
        guard let limit = job[["spec", "ttlSecondsAfterFinished"]]?.integer else { return }
        let since = over[job.uid] ?? Moment.monotonic()
        over[job.uid] = since
        let rest = Double(limit) - Double(Moment.monotonic() - since) / settings.secondNanoseconds
        if rest > 0 {
            touch(key, afterSeconds: rest)
            return
        }
        var deletion = Deletion()
        deletion.policy = .foreground
        // Gone already is as good.
        _ = try? delete(key, deletion)
    }
}
