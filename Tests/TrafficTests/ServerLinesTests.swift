import Ports
import Testing

@testable import Traffic

private let text = """
    backend web
        balance roundrobin
        # belay: servers of web
        server one 10.0.0.2:80 weight 10 check
        # belay: end of web
    backend other
        server one 10.0.0.9:80

    """

@Test func onlyTheServersBetweenTheMarksAreChanged() throws {
    var lines = try #require(ServerLines(text, backend: "web"))
    #expect(lines.text == text)
    lines.put("two", "10.0.0.3:80 check")
    lines.weigh("one", 5)
    lines.weigh("two", 7)
    #expect(
        lines.text.contains(
            "    server one 10.0.0.2:80 weight 5 check\n    server two 10.0.0.3:80 check weight 7\n"))
    lines.remove("one")
    lines.remove("two")
    #expect(lines.text.hasSuffix("    # belay: end of web\nbackend other\n    server one 10.0.0.9:80\n"))
}

@Test(arguments: ["", "# belay: servers of web", "# belay: end of web\n# belay: servers of web", text + text])
func aFileWithoutBothMarksOnceIsNobodys(text: String) { #expect(ServerLines(text, backend: "web") == nil) }

@Test func whatAnUpstreamFileSaysIsReadAgain() throws {
    var file = UpstreamFile()
    file.take(.admit(.init(replica: "a", host: "10.0.0.2", port: 80), name: "shop-web-1", weight: 3))
    file.take(.admit(.init(replica: "b", host: "fd00::2", port: 81), name: "shop-web-2", weight: 0))
    #expect(UpstreamFile(file.text) == file)
    file.take(.drain(name: "shop-web-1"))
    #expect(file.servers.map(\.name) == ["shop-web-2"] && file.servers[0].weight == 1)
    #expect(UpstreamFile("server 10.0.0.2:80;")?.servers.first?.name == "10.0.0.2:80")
    #expect(UpstreamFile("keepalive 16;") == nil)
}

@Test func whatTheRuntimePrintsIsReadByTheNamesOfItsColumns() throws {
    let printed = """
        1
        # be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight srv_port
        3 web 1 up 10.0.0.2 2 0 10 80
        3 web 2 down 10.0.0.3 0 0 10 80
        3 web 3 drain 10.0.0.4 2 8 10 80
        3 web 4 maint 10.0.0.5 0 1 10 80

        """
    let states = try #require(ServerState.all(in: printed)).map(\.state)
    #expect(states == [.admitted, .out("down"), .draining, .out("maintenance")])
    #expect(ServerState.all(in: "Can't find backend.") == nil)
    let stat = "# pxname,svname,qcur,qmax,scur,smax\nweb,up,1,2,3,4\nweb,down,,,0,1\n"
    #expect(ServerSessions.all(in: stat) == ["up": 4, "down": 0])
}
