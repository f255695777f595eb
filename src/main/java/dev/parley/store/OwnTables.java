package dev.parley.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Parley's own tables, in words that each engine translates: {@code <key>} a number that is the primary key, {@code <auto>} one that the
 * database gives, {@code <uuid>}, {@code <text n>} with an exact order, {@code <long text>}, {@code <options>} what the table ends with,
 * {@code <only condition>} which rows an index holds, where the engine has such.
 *
 * @param more statements that this engine alone needs
 */
record OwnTables(
        String key,
        String auto,
        String uuid,
        String text,
        String longText,
        String options,
        String only,
        List<String> more) {

    private static final String TABLES = """
            create table if not exists parley_site (
              id int not null primary key,
              site <uuid> not null,
              name <text 200> not null,
              schema_version int not null
            ) <options>;

            create table if not exists parley_site_key (
              site <uuid> not null primary key,
              public_key <text 64> not null,
              secret_key <text 64> not null,
              since_micros bigint not null
            ) <options>;

            create table if not exists parley_business (
              id int not null primary key,
              uuid <uuid> not null
            ) <options>;

            create table if not exists parley_feed (
              id int not null primary key,
              head bigint not null
            ) <options>;

            create table if not exists parley_change (
              seq <key>,
              uuid <uuid> not null,
              business <text 36> not null,
              object <text 190> not null,
              record <text 36> not null,
              action <text 10> not null,
              at_micros bigint not null,
              user_name <text 200> not null,
              session <text 200> not null,
              site <text 36> not null,
              parents <long text> not null,
              fields <long text> not null,
              via bigint,
              baseline_at bigint,
              baseline_fields <long text>
            ) <options>;
            create unique index if not exists parley_change_uuid on parley_change (uuid);
            create index if not exists parley_change_record on parley_change (object, record);
            create index if not exists parley_change_business on parley_change (business, seq);

            create table if not exists parley_record (
              object <text 190> not null,
              record <text 36> not null,
              business <text 36> not null,
              version <text 32> not null,
              heads <long text> not null,
              newest bigint not null,
              state <text 5> not null,
              incomplete int not null,
              local_id bigint,
              primary key (object, record)
            ) <options>;
            create index if not exists parley_record_open on parley_record (business, incomplete, state) <only (state <> 'here' or incomplete <> 0)>;
            create index if not exists parley_record_page on parley_record (business, object, record);
            create index if not exists parley_record_local on parley_record (local_id, object);

            create table if not exists parley_map (
              object <text 190> not null,
              alias <text 36> not null,
              canonical <text 36> not null,
              primary key (object, alias)
            ) <options>;
            create index if not exists parley_map_canonical on parley_map (object, canonical);

            create table if not exists parley_waiting (
              object <text 190> not null,
              record <text 36> not null,
              field <text 100> not null,
              target_object <text 190> not null,
              target <text 36> not null,
              primary key (object, record, field)
            ) <options>;
            create index if not exists parley_waiting_target on parley_waiting (target_object, target);

            create table if not exists parley_held (
              id <uuid> not null primary key,
              link bigint not null,
              business <text 36> not null,
              object <text 190> not null,
              record <text 36> not null,
              reason <text 40> not null,
              ready_at bigint not null,
              body <long text> not null
            ) <options>;

            create table if not exists parley_link (
              id <auto>,
              uuid <uuid> not null,
              business <text 36> not null,
              name <text 200> not null,
              flags int default 0 not null,
              direction <text 4> not null,
              status <text 12> not null,
              remote_url <text 500> default '' not null,
              remote_site <text 36> default '' not null,
              remote_name <text 200> default '' not null,
              key_id <text 64> default '' not null,
              link_key <text 100> default '' not null,
              received_seq bigint default 0 not null,
              received_uuid <text 36> default '' not null,
              sent_seq bigint default 0 not null,
              sent_uuid <text 36> default '' not null,
              my_digest <text 64> default '' not null,
              remote_digest <text 64> default '' not null,
              remote_info <long text>,
              partial_due int default 0 not null,
              date_added bigint default 0 not null,
              last_updated bigint default 0 not null,
              last_sync bigint default 0 not null,
              last_partial bigint default 0 not null,
              last_full bigint default 0 not null,
              last_result <long text>
            ) <options>;
            create unique index if not exists parley_link_uuid on parley_link (uuid);
            create index if not exists parley_link_key on parley_link (key_id);

            create table if not exists parley_problem (
              id <uuid> not null primary key,
              kind <text 30> not null,
              link bigint,
              business <text 36> not null,
              object <text 190> not null,
              record <text 36> not null,
              field <text 100> not null,
              message <long text> not null,
              detail <long text> not null,
              first_seen bigint not null,
              last_seen bigint not null,
              times int not null,
              state <text 10> not null,
              seen_version <text 32> default '' not null
            ) <options>;
            create index if not exists parley_problem_state on parley_problem (state, last_seen);

            create table if not exists parley_alert (
              problem <uuid> not null,
              channel <text 20> not null,
              at_micros bigint not null,
              primary key (problem, channel)
            ) <options>;

            create table if not exists parley_link_log (
              id <auto>,
              link bigint not null,
              at_micros bigint not null,
              event <text 20> not null,
              code <text 60> not null,
              message <long text> not null,
              times int not null
            ) <options>;
            create index if not exists parley_link_log_link on parley_link_log (link, id);

            create table if not exists parley_lease (
              name <text 100> not null primary key,
              holder <text 100> not null,
              token <uuid> not null,
              since_micros bigint not null,
              until_micros bigint not null
            ) <options>;

            create table if not exists parley_nonce (
              key_id <text 64> not null,
              nonce <text 64> not null,
              expires bigint not null,
              primary key (key_id, nonce)
            ) <options>;
            create index if not exists parley_nonce_expires on parley_nonce (expires);

            create table if not exists parley_object (
              number int not null primary key,
              object <text 190> not null,
              table_name <text 190> not null,
              signature <text 100> not null,
              kept <long text> not null
            ) <options>;
            create unique index if not exists parley_object_name on parley_object (object);

            create table if not exists parley_digest (
              business <text 36> not null,
              object <text 190> not null,
              catalogue <text 64> not null,
              seq bigint not null,
              uuid <text 36> not null,
              unsettled <long text> not null,
              leaves <long text> not null,
              primary key (business, object)
            ) <options>;
            delete from parley_digest;

            create table if not exists parley_entry (
              history int not null,
              entry bigint not null,
              table_name <text 190> not null,
              table_key <text 190> not null,
              kind int not null,
              primary key (history, entry)
            ) <options>;
            create index if not exists parley_entry_key on parley_entry (history, table_name, kind, table_key);

            insert into parley_feed (id, head) select 1, 0 where not exists (select 1 from parley_feed);
            """;

    /** The names of the tables, each before those that it may depend on. */
    static final List<String> NAMES = List.of(
            "parley_site",
            "parley_site_key",
            "parley_business",
            "parley_feed",
            "parley_change",
            "parley_record",
            "parley_map",
            "parley_waiting",
            "parley_held",
            "parley_digest",
            "parley_link",
            "parley_problem",
            "parley_alert",
            "parley_link_log",
            "parley_lease",
            "parley_nonce",
            "parley_object",
            "parley_entry",
            "parley_session");

    /** A column that a table did not have when it was made by an older Parley. */
    record Later(String table, String column, String type) {

        boolean isMissing(Connection connection) throws SQLException {
            try (ResultSet found = connection
                    .getMetaData()
                    .getColumns(connection.getCatalog(), connection.getSchema(), table, column)) {
                return !found.next();
            }
        }

        String statement() {
            return "alter table %s add column %s %s".formatted(table, column, type);
        }
    }

    /** The columns that came later, in the order in which they came. */
    List<Later> later() {
        return List.of(
                new Later("parley_change", "baseline_at", "bigint"),
                new Later("parley_change", "baseline_fields", longText));
    }

    /** The statements that make them, in the engine's own words. */
    List<String> statements() {
        String sql = TABLES.replace("<key>", key)
                .replace("<auto>", auto)
                .replace("<uuid>", uuid)
                .replace("<long text>", longText)
                .replace(" <options>", options)
                .replaceAll("<text (\\d+)>", text)
                .replaceAll(" <only (.*)>", only);
        List<String> statements = new ArrayList<>(Arrays.stream(sql.split(";\n"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList());
        statements.addAll(more);
        return statements;
    }
}
