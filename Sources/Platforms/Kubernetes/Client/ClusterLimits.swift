internal import Basis

/// What is held of a server's answers and how often it is asked, whatever it says.
enum ClusterLimits {
    /// A page of 500 workloads with all their fields weighs some megabytes.
    static let page = ByteCount.mebibytes(64)
    /// How many objects are asked for at once, as kubectl does.
    static let pageSize = 500
    /// More pages than this are no namespace of one application.
    static let pages = 200
    /// One object: etcd takes 1.5 MiB, and managed fields come on top.
    static let object = ByteCount.mebibytes(8)
    /// A refusal is a sentence, with causes for each field.
    static let refusal = ByteCount.kibibytes(256)
    /// How many causes of a refusal are named.
    static let namedCauses = 8
    /// How many characters of foreign words are shown.
    static let words = 2000
    /// How often a call that the server turned away is made in all.
    static let tries = 6
    /// The first pause before a call is made again; it doubles.
    static let firstPause = Duration.milliseconds(200)
    /// One message of a stream.
    static let message = ByteCount.mebibytes(4)
    /// What is answered from the server's memory.
    static let look = Duration.seconds(30)
    /// What is written, through admission and to disk.
    static let act = Duration.seconds(60)
}
