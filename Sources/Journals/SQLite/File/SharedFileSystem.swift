/// File systems that several machines share: what SQLite keeps in shared memory is not shared there.
enum SharedFileSystem {
    // The numbers of statfs(2) and <linux/magic.h>.
    private static let kinds: [Int: String] = [
        0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB 2", 0x0102_1997: "9P",
        0x00C3_6400: "Ceph", 0x6B41_4653: "AFS", 0x7461_636F: "OCFS2", 0x0116_1970: "GFS2",
        0x0BD0_0BD0: "Lustre", 0x1983_0326: "BeeGFS",
    ]

    static func kind(_ number: Int) -> String? { kinds[number] }
}
