/// A small act of a roll. Containers are named by their engine's id.
enum RollAct: Hashable, Sendable {
    /// Names a container so that it carries this run and this claim.
    case rename(String, to: String)
    /// Makes the container of a place.
    case create(slot: Int)
    /// Starts one.
    case start(String)
    /// Asks one until it has proved itself, and goes on asking.
    case prove(String)
    /// Lets requests go to one.
    case admit(String)
    /// Several at once, with those that leave for them: where each change costs a reload.
    case turn(admit: [String], dismiss: [String])
    /// Gives the sides their shares of the traffic; the number of shares stands for the end.
    case weigh(Int)
    /// Gives one the restart policy that it declares.
    case settle(String)
    /// Lets no new request go to one, waits for those under way, and has the switch forget it.
    case dismiss(String)
    /// Stops one.
    case retire(String)
    /// Removes a stopped one.
    case remove(String)
    /// Has the switch forget an entry that leads to nobody, or to somebody who has not proved himself.
    case forget(String)
    /// Looks at all containers anew.
    case look

    /// Whether it is an act upon this container.
    func concerns(_ id: String) -> Bool {
        switch self {
        case .rename(let other, _), .start(let other), .admit(let other), .settle(let other),
            .dismiss(let other), .retire(let other), .remove(let other):
            other == id
        case .turn(let admitted, let dismissed): admitted.contains(id) || dismissed.contains(id)
        case .create, .prove, .weigh, .forget, .look: false
        }
    }

    /// Whether it changes where requests go.
    var isOfTraffic: Bool {
        switch self {
        case .admit, .turn, .weigh, .dismiss, .forget: true
        case .rename, .create, .start, .prove, .settle, .retire, .remove, .look: false
        }
    }
}
