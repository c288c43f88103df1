/// What `build` leaves for the steps behind it, and for its own way back.
struct BuildRecord: Codable, Hashable {
    /// For each service the image by id, whether it was made anew or kept.
    let images: [String: String]
    /// The names that this step gave to images.
    let tags: [String]
}
