internal import Basis
internal import Updates

extension CreateBody {
    /// How far the container is kept from the machine.
    mutating func add(isolation: ComposeIsolation, file: (String) -> [UInt8]?, path: (String) -> String) {
        host["CapAdd"] = CreateBody.texts(isolation.addedCapabilities)
        host["CapDrop"] = CreateBody.texts(isolation.droppedCapabilities)
        host["Privileged"] = isolation.isPrivileged.map { .bool($0.value) }
        host["ReadonlyRootfs"] = isolation.isReadOnly.map { .bool($0.value) }
        host["GroupAdd"] = CreateBody.texts(isolation.groups)
        host["DeviceCgroupRules"] = CreateBody.texts(isolation.deviceRules)
        host["Sysctls"] = CreateBody.named(isolation.kernelParameters)
        host["StorageOpt"] = CreateBody.named(isolation.storageOptions)
        host["IpcMode"] = isolation.ipc.map { .text($0.value) }
        host["PidMode"] = isolation.pid.map { .text($0.value) }
        host["UTSMode"] = isolation.uts.map { .text($0.value) }
        host["UsernsMode"] = isolation.users.map { .text($0.value) }
        host["CgroupnsMode"] = isolation.controlGroup.map { .text($0.value) }
        host["CgroupParent"] = isolation.parentControlGroup.map { .text($0.value) }
        host["Runtime"] = isolation.runtime.map { .text($0.value) }
        host["Isolation"] = isolation.technology.map { .text($0.value) }
        for option in isolation.securityOptions { add(securityOption: option.value, file, path) }
        for device in isolation.devices { add(device: device.value) }
    }

    private mutating func add(
        securityOption option: String, _ file: (String) -> [UInt8]?, _ path: (String) -> String
    ) {
        if option == "systempaths=unconfined" || option == "systempaths:unconfined" {
            (host["MaskedPaths"], host["ReadonlyPaths"]) = ([], [])
            return
        }
        // Older files write a colon where engines want an equals sign.
        var option = option
        if !option.contains("="), let colon = option.firstIndex(of: ":") {
            option.replaceSubrange(colon...colon, with: "=")
        }
        let name = option.prefix { $0 != "=" }
        let value = String(option.dropFirst(name.count + 1))
        // Engines take a profile's text, not its path; a word is one that they have.
        if name == "seccomp", !["unconfined", "builtin"].contains(value), let text = file(path(value)) {
            option = "seccomp=\(String(decoding: text, as: UTF8.self))"
        }
        append(.text(option), to: "SecurityOpt")
    }

    /// `host[:container[:permissions]]`, or a name that a driver knows, `vendor.com/class=name`.
    private mutating func add(device: String) {
        if !device.hasPrefix("/"), device.contains("=") {
            append(["Driver": "cdi", "DeviceIDs": [.text(device)]], to: "DeviceRequests")
            return
        }
        let parts = device.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let isRights = { (text: String) in !text.isEmpty && text.allSatisfy { "rwm".contains($0) } }
        // With two parts the second may be either.
        let rights = parts.count > 2 ? parts[2] : parts.count == 2 && isRights(parts[1]) ? parts[1] : "rwm"
        let inside = parts.count > 1 && !isRights(parts[1]) ? parts[1] : parts[0]
        append(
            [
                "PathOnHost": .text(parts[0]), "PathInContainer": .text(inside),
                "CgroupPermissions": .text(rights),
            ], to: "Devices")
    }
}
