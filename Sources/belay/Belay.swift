@main struct Belay { static func main() {} }
