internal import Basis
internal import YAML

/// Any bytes are read to an end; what has no problem can be walked, and written so that it is read back the
/// same.
@_cdecl("LLVMFuzzerTestOneInput")
func testYAML(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var limits = YAMLLimits()
    // Small enough that the slowest input is quick: the fuzzer would call it a hang otherwise.
    limits.aliasedNodes = 2_000
    let reading = YAMLReading(
        Array(UnsafeBufferPointer(start: start, count: count)), file: "f", limits: limits)
    for problem in reading.problems {
        precondition(!problem.diagnostic.remedy.isEmpty, "a problem without a remedy")
    }
    guard reading.problems.isEmpty else { return 0 }
    for document in reading.documents {
        walk(document)
        checkWriter(document.value)
    }
    return 0
}

private func checkWriter(_ value: YAMLValue) {
    // Collections as keys may differ only in an alias; written out they are the same key twice.
    guard !hasCollectionKeys(value) else { return }
    let written = YAMLWriter.text(of: value)
    let reading = YAMLReading(text: written, file: "f")
    precondition(reading.problems.isEmpty, "written text with problems")
    // What is not a number equals nothing, so texts are compared.
    precondition(
        reading.documents.map { YAMLWriter.text(of: $0.value) } == [written], "read back as something else")
}

private func walk(_ node: YAMLNode) {
    precondition(node.span.start <= node.span.end, "a span that ends before it begins")
    _ = node.meaning
    for item in node.sequence ?? [] { walk(item) }
    for entry in node.mapping?.entries ?? [] {
        walk(entry.key)
        walk(entry.value)
    }
}

private func hasCollectionKeys(_ value: YAMLValue) -> Bool {
    switch value {
    case .sequence(let items): items.contains(where: hasCollectionKeys)
    case .mapping(let entries): entries.contains { isCollection($0.key) || hasCollectionKeys($0.value) }
    case .tagged(_, let content): hasCollectionKeys(content)
    default: false
    }
}

private func isCollection(_ key: YAMLValue) -> Bool {
    switch key {
    case .sequence, .mapping: true
    case .tagged(_, let content): isCollection(content)
    default: false
    }
}
