internal import Basis
internal import Playbooks
internal import Updates

/// Any bytes are read to an end, as a Compose file, over one, as one that is included and as variables; every
/// problem has a remedy, and no message shows the value of a variable.
@_cdecl("LLVMFuzzerTestOneInput")
func testCompose(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let parts = bytes.split(separator: 0x01, maxSplits: 2, omittingEmptySubsequences: false).map { Array($0) }
    let further = parts.count > 1 ? parts[1] : []
    let variables = parts.count > 2 ? parts[2] : Array("A=1\nB=${A}\n".utf8)
    var reader = ComposeReader(directory: "/srv/fuzz") { path in
        path.hasSuffix(".env") ? variables : path.hasSuffix("y.yml") ? further : nil
    }
    reader.environment = ["SECRET": "hunter2hunter2"]
    var files = [ComposeFile(name: "c.yml", bytes: parts[0])]
    if !further.isEmpty { files.append(ComposeFile(name: "o.yml", bytes: further)) }
    let draft = reader.read(files)
    let isWritten = String(decoding: bytes, as: UTF8.self).contains("hunter2")
    for problem in draft.problems {
        precondition(!problem.remedy.isEmpty, "a problem without a remedy")
        precondition(isWritten || !"\(problem)".contains("hunter2hunter2"), "a message shows a value")
    }
    precondition(draft.project == nil || draft.isSound, "a project with errors was handed out")
    return 0
}
