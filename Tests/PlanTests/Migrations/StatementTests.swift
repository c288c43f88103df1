import Testing
import Updates

@Suite("A script is taken apart as its database would")
struct StatementTests {
    @Test(
        "No semicolon within quotes, comments or bodies ends a statement",
        arguments: [
            ("select 1; select 2", 2), ("select ';'; select \";\"; select `;`", 3), ("-- a;\nselect 1;", 1),
            ("/* ; */ select 1 /* ; */; ;;", 1), ("select $$ ; $$; select $x$ ; $$ ; $x$", 2),
            ("select E'\\';'; select 2", 2), ("select 'it''s;'", 1),
            ("select a #> '{b}' from t; select 1", 2),
            ("# a; b\nselect 1", 1), ("\\set x 1;\nselect 1;", 1), ("", 0), ("  \n;", 0),
            ("create trigger t after insert on a begin update b set c = 1; delete from d; end; select 1", 2),
            (
                "create procedure p() begin if a then select 1; end if; case when b then c; end case; end; x",
                2
            ),
            ("create function f() returns int as $$ begin return 1; end $$ language plpgsql; select 1", 2),
            ("begin; update t set a = case when b then 1 end; commit;", 3), ("select 'open", 1),
            ("select $tag$ open", 1),
        ])
    func count(script: String, count: Int) {
        let statements = SQLStatement.all(in: script)
        #expect(statements.count == count, "\(statements)")
    }

    @Test("Each knows its text and its line")
    func places() {
        let statements = SQLStatement.all(in: "-- note\nselect 1;\n\n  update t\n set a = 2  ;")
        #expect(statements.map(\.text) == ["select 1", "update t\n set a = 2"])
        #expect(statements.map(\.line) == [2, 4])
        #expect(statements[1].words == ["update", "t", "set", "a", "=", "2"])
    }
}
