internal import Basis
internal import Playbooks
internal import Updates

/// Any bytes are read to an end, together with themselves as a second file; whatever is said of them has a
/// remedy and a place in one of the files, and what is found twice is found both times.
@_cdecl("LLVMFuzzerTestOneInput")
func testKubernetes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let files = ["a", "b"].map { KubernetesFile(name: $0, bytes: bytes) }
    let alone = KubernetesReading([files[0]])
    let both = KubernetesReading(files, namespace: "n")
    precondition(both.objects.count >= alone.objects.count, "a second file took objects away")
    for diagnostic in alone.problems + alone.findings + both.problems + both.findings {
        precondition(!diagnostic.remedy.isEmpty, "a diagnostic without a remedy")
        guard case .text(let span, _) = diagnostic.place else { continue }
        precondition(span.start <= span.end && (span.file == "a" || span.file == "b"), "a place that is none")
    }
    for object in both.objects {
        for container in object.workload?.template.containers ?? [] {
            precondition(
                (container.preStop?.value.sleepSeconds ?? 0) >= 0, "a sleep that ends before it begins")
        }
    }
    return 0
}
