internal import Updates

/// The question for everything that a database says of its structure. An answer is a line of three parts:
/// object, part and a hash of what is said of it; besides, `rows||N` and `busy||N`, the number of others who
/// are changing the structure at this moment.
enum SchemaQueries {
    /// Tables in which tools keep their own books: they come with the first migration and stay.
    static let bookkeeping = [
        "alembic_version", "django_migrations", "schema_migrations", "ar_internal_metadata",
        "_prisma_migrations", "knex_migrations", "knex_migrations_lock", "flyway_schema_history",
        "belay_migrations",
    ]

    /// The question for a kind of database; nil where it has no structure to ask for.
    static func structure(of engine: Database.Engine) -> String? {
        let own = bookkeeping.map { "'\($0)'" }.joined(separator: ",")
        return switch engine {
        case .postgres: postgres(own)
        case .mysql, .mariadb: mysql(own, isMariaDB: engine == .mariadb)
        case .sqlite: sqlite(own)
        case .mongodb, .redis: nil
        }
    }

    private static func postgres(_ own: String) -> String {
        """
        with rel as (
          select c.oid, c.relkind, 'table '||n.nspname||'.'||c.relname as name
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relname not in (\(own))
            and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e'
                            and d.classid = 'pg_class'::regclass)
        )
        select name||'|'||part||'|'||md5(coalesce(said,'')) from (
        select name, 'kind' part, relkind::text said from rel where relkind in ('r','p','v','m','f','S')
        union all select name, 'column '||attname,
          concat_ws('|', format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid),
          attidentity, attgenerated, attcollation)
        from rel join pg_attribute on attrelid = rel.oid and attnum > 0 and not attisdropped
        left join pg_attrdef on adrelid = attrelid and adnum = attnum where relkind in ('r','p','v','m','f')
        union all select name, 'index '||i.relname, pg_get_indexdef(i.oid)||indisvalid
        from rel join pg_index on indrelid = rel.oid join pg_class i on i.oid = indexrelid
        union all select name, 'constraint '||conname, pg_get_constraintdef(c.oid)||convalidated
        from rel join pg_constraint c on conrelid = rel.oid
        union all select name, 'trigger '||tgname, pg_get_triggerdef(t.oid)||tgenabled::text
        from rel join pg_trigger t on tgrelid = rel.oid where not tgisinternal
        union all select name, 'view', pg_get_viewdef(oid) from rel where relkind in ('v','m')
        union all select name, 'sequence', concat_ws('|', seqtypid, seqincrement, seqmax, seqmin, seqcycle)
        from rel join pg_sequence on seqrelid = rel.oid
        union all select 'type '||t.typname, 'labels', string_agg(enumlabel, ',' order by enumsortorder)
        from pg_type t join pg_enum on enumtypid = t.oid group by t.oid, t.typname
        union all select 'function '||p.oid::regprocedure, 'text', pg_get_functiondef(p.oid)
        from pg_proc p join pg_namespace n on n.oid = pronamespace
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and prokind in ('f','p')
          and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
        union all select 'extension '||extname, 'version', extversion from pg_extension
        ) all_of_it;
        select 'rows||'||coalesce(sum(n_tup_ins+n_tup_upd+n_tup_del),0) from pg_stat_user_tables
        where relname not in (\(own));
        select 'busy||'||count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
        join pg_class c on c.oid = l.relation join pg_namespace n on n.oid = c.relnamespace
        where l.granted and l.locktype = 'relation' and l.pid <> pg_backend_pid()
          and l.database = (select oid from pg_database where datname = current_database())
          and n.nspname !~ '^pg_' and a.backend_type = 'client backend'
          and l.mode in ('AccessExclusiveLock','ExclusiveLock','ShareRowExclusiveLock','ShareLock');
        """
    }

    private static func mysql(_ own: String, isMariaDB: Bool) -> String {
        let status = isMariaDB ? "information_schema.global_status" : "performance_schema.global_status"
        let checks = """
            union all select concat('constraint ', constraint_name, '|check|', md5(check_clause))
            from information_schema.check_constraints where constraint_schema = database()
            """
        return """
            set session group_concat_max_len = 1000000;
            select concat('table ', table_name, '|column ', column_name, '|', md5(concat_ws('~', column_type,
              is_nullable, column_default, extra, collation_name, generation_expression)))
            from information_schema.columns where table_schema = database() and table_name not in (\(own))
            union all select concat('table ', table_name, '|index ', index_name, '|', md5(group_concat(
              concat_ws('~', column_name, sub_part, non_unique, index_type) order by seq_in_index)))
            from information_schema.statistics where table_schema = database() and table_name not in (\(own))
            group by table_name, index_name
            union all select concat('table ', table_name, '|foreign key ', constraint_name, '|',
              md5(group_concat(concat_ws('~', column_name, referenced_table_name, referenced_column_name)
              order by ordinal_position)))
            from information_schema.key_column_usage where table_schema = database()
            and referenced_table_name is not null group by table_name, constraint_name
            union all select concat('trigger ', trigger_name, '|text|', md5(concat_ws('~', action_timing,
              event_manipulation, event_object_table, action_statement)))
            from information_schema.triggers where trigger_schema = database()
            union all select concat('view ', table_name, '|text|', md5(view_definition))
            from information_schema.views where table_schema = database()
            union all select concat('routine ', routine_name, '|text|', md5(coalesce(routine_definition, '')))
            from information_schema.routines where routine_schema = database()
            \(isMariaDB ? checks : "");
            select concat('rows||', cast(sum(variable_value) as unsigned)) from \(status)
            where variable_name in ('Handler_write', 'Handler_update', 'Handler_delete');
            select concat('busy||', count(*)) from information_schema.processlist
            where id <> connection_id() and db = database() and command = 'Query'
            and info regexp '^[[:space:]]*(alter|create|drop|rename|truncate|optimize)[[:space:]]';
            """
    }

    private static func sqlite(_ own: String) -> String {
        """
        select 'table '||m.name||'|column '||p.name||'|'||hex(p.type||'~'||p."notnull"||'~'||
          coalesce(p.dflt_value,'')||'~'||p.pk||'~'||p.hidden)
        from sqlite_master m join pragma_table_xinfo(m.name) p
        where m.type = 'table' and m.name not like 'sqlite\\_%' escape '\\' and m.name not in (\(own))
        union all select 'table '||m.name||'|foreign key '||f.id||'.'||f.seq||'|'||
          hex(f."table"||'~'||f."from"||'~'||coalesce(f."to",'')||'~'||f.on_update||'~'||f.on_delete)
        from sqlite_master m join pragma_foreign_key_list(m.name) f
        where m.type = 'table' and m.name not in (\(own))
        union all select m.type||' '||m.name||'|text|'||hex(m.sql) from sqlite_master m
        where m.type in ('index','trigger','view') and m.sql is not null and m.tbl_name not in (\(own));
        """
    }
}
