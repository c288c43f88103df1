extension HTTPCode {
    /// What the code means, in one sentence.
    package var summary: String { words.summary + "." }

    /// What the reader can do next, whatever the particular case.
    package var remedy: String { words.remedy + "." }

    /// The same without full stops, to be continued with what is particular.
    var words: (summary: String, remedy: String) { connecting ?? trusting ?? conversing }

    private var connecting: (summary: String, remedy: String)? {
        switch self {
        case .badRequest:
            ("The request cannot be written as HTTP", "Correct the address, path or header that is named")
        case .notResolved:
            (
                "The host's name has no address",
                "Check the spelling of the host and the machine's DNS settings"
            )
        case .refused:
            (
                "Nobody accepts connections there",
                "Check that the service runs and listens on this address and port"
            )
        case .unreachable:
            ("There is no way to the host", "Check the address, the network and the firewalls on the way")
        case .noSuchSocket:
            ("There is no such socket", "Check the socket's path and that the service behind it runs")
        case .socketForbidden:
            (
                "The socket may not be used by this user",
                "Run as a user who may use the socket, for instance by adding the user to the socket's group"
            )
        case .proxyFailed:
            ("The proxy did not let the request through", "Check the proxy's address, credentials and rules")
        default: nil
        }
    }

    private var trusting: (summary: String, remedy: String)? {
        switch self {
        case .untrusted:
            (
                "The server's certificate is signed by nobody who is trusted",
                "Name the authority that signed it, or have the certificate signed by one that is trusted"
            )
        case .expired:
            (
                "The server's certificate is not valid at this time",
                "Renew the server's certificate, and check this machine's clock"
            )
        case .wrongHost:
            (
                "The server's certificate is for another host",
                "Use the host that the certificate names, or have one issued for this host"
            )
        case .identityRefused:
            (
                "The server did not accept the client certificate",
                "Show a certificate that the server's authority has signed and that has not expired"
            )
        case .badIdentity:
            (
                "The client certificate or its key cannot be used",
                "Check that both are PEM text, belong together, and that the passphrase opens the key"
            )
        case .badAuthorities:
            (
                "The trusted authorities cannot be read",
                "Check that the file exists and holds certificates as PEM text"
            )
        case .tlsFailed:
            (
                "TLS could not be agreed on",
                "Check that the port speaks TLS, and which versions the server allows"
            )
        default: nil
        }
    }

    private var conversing: (summary: String, remedy: String) {
        switch self {
        case .timedOut:
            (
                "It took longer than was allowed",
                "Check the load and health of the other side, or allow more time"
            )
        case .idle:
            ("The other side fell silent", "Check the health of the other side and the network on the way")
        case .cancelled: ("It was called off", "Nothing needs to be done: ask again when it is wanted")
        case .closed: ("The client was closed", "Make a new client for further requests")
        case .reset:
            ("The connection was lost", "Look for a crash or restart in the other side's log, then try again")
        case .truncated:
            (
                "The body ended before all of it had come",
                "Look for a crash in the other side's log, then try again"
            )
        case .nonsense:
            (
                "The other side does not speak proper HTTP",
                "Check that the port belongs to the service that is meant"
            )
        case .headTooLarge:
            (
                "The response's head is larger than allowed",
                "Find out why the service sends so many or such long fields"
            )
        case .bodyTooLong:
            (
                "The body is longer than allowed",
                "Ask for less, or check that the address is the one that is meant"
            )
        case .tooManyRedirects:
            ("The redirects do not end", "Use the final address, or mend the service's redirects")
        case .badRedirect:
            ("The redirect leads where it must not", "Use the final address itself if it is to be trusted")
        case .unexpectedStatus:
            ("The answer is not the one that was expected", "Read the service's own words and act on them")
        case .upgradeRefused:
            (
                "The service did not hand over the connection",
                "Check that the address is one that can be attached to"
            )
        case .requestBodyFailed:
            ("What was to be sent could not be produced", "See to the source of what was being sent")
        case .outOfMemory: ("There is not enough memory", "Free memory on this machine, then try again")
        default: ("Something happened that has no name here", "Act on the library's own words")
        }
    }
}
