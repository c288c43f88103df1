internal import Commands

/// Does nothing, with everything that Belay is linked with: what Belay takes beyond it is Belay's own doing.
@main
struct Empty {
    static func main() {}
}
