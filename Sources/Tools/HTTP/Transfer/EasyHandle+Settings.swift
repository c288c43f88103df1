internal import Basis
internal import CCurl

extension EasyHandle {
    /// Sets what is common to all that a client does.
    func apply(_ settings: HTTPSettings) {
        // Signals are the process's own affair, and a lookup nobody waits for any more must not hold up the
        // thread.
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_QUICK_EXIT, 1)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_PATH_AS_IS, 1)
        // The deadline of each transfer is the loop's to keep.
        set(CURLOPT_CONNECTTIMEOUT_MS, max(1, settings.limits.connecting.millisecondsRoundedUp))
        set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        if case .unix(let path) = settings.endpoint { set(CURLOPT_UNIX_SOCKET_PATH, path) }
        if let tls = settings.endpoint.tls { apply(tls) }
        apply(settings.proxy)
        switch settings.version {
        case .http1:
            set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
            // With nothing to choose from, the offer only confuses servers that hand over connections.
            set(CURLOPT_SSL_ENABLE_ALPN, 0)
        case .http2:
            set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
            set(CURLOPT_PIPEWAIT, 1)
        case .http2Only:
            set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE))
            set(CURLOPT_PIPEWAIT, 1)
        }
        if let userAgent = settings.userAgent { set(CURLOPT_USERAGENT, userAgent) }
    }

    private func apply(_ tls: TLSSettings) {
        switch tls.trust {
        case .system: break
        case .file(let path):
            set(CURLOPT_CAINFO, path)
            // The machine's directory of authorities is a second source, beside the file.
            set(CURLOPT_CAPATH, nil as String?)
        case .pem(let authorities):
            set(CURLOPT_CAINFO_BLOB, blob: authorities)
            set(CURLOPT_CAPATH, nil as String?)
        case .unverified:
            set(CURLOPT_SSL_VERIFYPEER, 0)
            set(CURLOPT_SSL_VERIFYHOST, 0)
        }
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let identity = tls.identity {
            set(CURLOPT_SSLCERTTYPE, "PEM")
            set(CURLOPT_SSLCERT_BLOB, blob: identity.certificates)
            set(CURLOPT_SSLKEYTYPE, "PEM")
            set(CURLOPT_SSLKEY_BLOB, blob: Array(identity.key.reveal().utf8))
            // Never nil: without one the TLS library would ask the terminal.
            set(CURLOPT_KEYPASSWD, identity.passphrase?.reveal() ?? "")
        }
    }

    private func apply(_ proxy: HTTPProxy?) {
        // An empty name keeps the library from reading http_proxy and its kin, the star from no_proxy.
        guard let proxy else {
            set(CURLOPT_PROXY, "")
            return set(CURLOPT_NOPROXY, "*")
        }
        set(CURLOPT_PROXY, "http://\(proxy.host)")
        set(CURLOPT_PROXYPORT, Int(proxy.port))
        set(CURLOPT_NOPROXY, proxy.except.joined(separator: ","))
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if let user = proxy.user {
            set(CURLOPT_PROXYUSERNAME, user)
            set(CURLOPT_PROXYPASSWORD, proxy.password?.reveal() ?? "")
        }
    }
}
