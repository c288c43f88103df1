/// A backup that a way back can end at.
package struct DataBackup: Hashable, Sendable, Codable {
    /// Its name.
    package let name: String
    /// When it was made, in milliseconds since 1970.
    package let time: Int64

    /// A backup of a name and a moment.
    package init(name: String, time: Int64) { (self.name, self.time) = (name, time) }
}
