package dev.parley.acceptance;

import dev.parley.testing.Engine;
import java.util.ArrayList;
import java.util.List;

/** Columns of every type that the engines' documentation has, with values as they stand in plain SQL. */
final class TypeSamples {

    private TypeSamples() {}

    /** A type of one engine, with literals of it. */
    record Sample(String type, List<String> literals) {
        static Sample of(String type, String... literals) {
            return new Sample(type, List.of(literals));
        }
    }

    /** A value that two engines hold, each in its own words. */
    record Twin(String type, String literal, String otherType, String otherLiteral) {}

    /** A value that the other engine's column does not hold, and a part of what is told of it. */
    record Odd(Engine engine, String type, String literal, Engine other, String otherType, String why) {}

    /** Statements that make the types which a database must be told of first. */
    static List<String> preparing(Engine engine) {
        return engine == Engine.POSTGRESQL
                ? List.of(
                        "create type colour as enum ('red', 'dark blue', 'it''s')",
                        "create domain percent as numeric(5,2) check (value between 0 and 100)",
                        "create domain share as percent not null")
                : List.of();
    }

    static List<Sample> of(Engine engine) {
        return switch (engine) {
            case SQLITE -> SQLITE;
            case POSTGRESQL -> POSTGRESQL;
            case MARIADB -> MARIADB;
        };
    }

    private static final List<Sample> SQLITE = List.of(
            Sample.of("integer", "0", "-9223372036854775808", "9223372036854775807"),
            Sample.of("int", "1", "'a word'", "1.5", "x'00ff'", "''"),
            Sample.of("tinyint", "-128"),
            Sample.of("smallint", "7"),
            Sample.of("mediumint", "7"),
            Sample.of("bigint", "9007199254740993"),
            Sample.of("unsigned big int", "9007199254740993"),
            Sample.of("int2", "2"),
            Sample.of("int8", "8"),
            Sample.of("character(20)", "'ab  '", "''"),
            Sample.of("varchar(255)", "'Łódź 東京 🍷'", "'007'"),
            Sample.of("varying character(255)", "'1e5'"),
            Sample.of("nchar(55)", "'x'"),
            Sample.of("native character(70)", "'x'"),
            Sample.of("nvarchar(100)", "'x'"),
            Sample.of("text", "'a' || char(0) || 'b'", "' lines' || char(13, 10)", "x'62ff00'"),
            Sample.of("clob", "'x'"),
            Sample.of("string", "'A7'", "'12'"),
            Sample.of("uuid", "'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'"),
            Sample.of("uniqueidentifier", "'F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6'"),
            Sample.of("interval", "'2 days'", "'7'"),
            Sample.of("year", "2011"),
            Sample.of("serial", "12"),
            Sample.of("currency", "12.5"),
            Sample.of("timestamptz", "'2011-01-31 14:05:09'"),
            Sample.of("jsonb", "'{\"a\":1}'", "x'1731'"),
            Sample.of("bytea", "x'00ff'"),
            Sample.of("json", "'{\"a\":[1,2.5,null,true],\"b\":\"ü\"}'", "'12'", "'null'", "'no json'"),
            Sample.of("blob", "x''", "x'00ff80'"),
            Sample.of("binary(4)", "x'00ff0000'"),
            Sample.of("real", "0.1", "1e300", "-9e999", "9e999", "'n/a'", "3"),
            Sample.of("double", "1.7976931348623157e308", "5e-324"),
            Sample.of("double precision", "123456789.125"),
            Sample.of("float", "0.30000000000000004"),
            Sample.of("numeric", "129.5", "12345678901234"),
            Sample.of("decimal(10,5)", "0.00001", "-3", "'1,5'", "12345678901234567890", "x'01'"),
            Sample.of("boolean", "0", "1", "'true'", "2"),
            Sample.of("bit", "1"),
            Sample.of(
                    "date",
                    "'2011-01-31'",
                    "'9999-12-31'",
                    "'0000-00-00'",
                    "'0044-03-15 BC'",
                    "'31/01/2011'",
                    "2455592.5"),
            Sample.of("time", "'14:05:09'", "'25:00:00'", "'14:05:09.25'", "'14:05'", "50709"),
            Sample.of(
                    "datetime",
                    "'2011-01-31 14:05:09'",
                    "'2011-01-31 14:05:09.123456'",
                    "1296482709",
                    "1296482709.25",
                    "'2011-01-31 14:05:09.123456789'",
                    "'2011-01-31 14:05:09+02:00'",
                    "''"),
            Sample.of("timestamp", "'2011-01-31 14:05:09'"));

    private static final List<Sample> POSTGRESQL = List.of(
            Sample.of("smallint", "-32768", "32767"),
            Sample.of("integer", "2147483647"),
            Sample.of("bigint", "-9223372036854775808", "9223372036854775807"),
            Sample.of("numeric", "0.00000000000000000001", "'NaN'", "1e100", "'Infinity'", "'-Infinity'"),
            Sample.of("numeric(38,10)", "1234567890123456789012345678.0123456789", "-3"),
            Sample.of("numeric(5,-2)", "12300"),
            Sample.of("real", "0.1", "16777216", "1.2345678", "'NaN'", "'-Infinity'"),
            Sample.of("double precision", "0.1", "1.7976931348623157e308", "5e-324", "'NaN'", "'Infinity'"),
            Sample.of("money", "'1234567.89'", "-0.5"),
            Sample.of("boolean", "true", "false"),
            Sample.of("char(5)", "'ab'", "''"),
            Sample.of("\"char\"", "'x'"),
            Sample.of("name", "'a name'"),
            Sample.of("varchar(40)", "'Łódź 東京 🍷'", "''", "'ends blank  '"),
            Sample.of("text", "E'tab\\t, line\\r\\n, \\\\N and ''quotes'''", "' '"),
            Sample.of("bytea", "'\\x'", "'\\x00ff80'"),
            Sample.of("date", "'2011-01-31'", "'9999-12-31'", "'0045-02-28 BC'", "'10000-01-01'", "'infinity'"),
            Sample.of("time", "'14:05:09'", "'24:00:00'", "'14:05:09.123456'"),
            Sample.of("time(3)", "'14:05:09.125'"),
            Sample.of("time with time zone", "'14:05:09.5+02'"),
            Sample.of("timestamp", "'2011-01-31 14:05:09.123456'", "'4713-01-01 00:00:00 BC'", "'-infinity'"),
            Sample.of("timestamp(0)", "'2011-01-31 14:05:09'"),
            Sample.of("timestamptz", "'2011-03-27 02:30:00.5+01'", "'0044-03-15 12:00:00+00 BC'", "'infinity'"),
            Sample.of("interval", "'1 year 2 mons -3 days 04:05:06.789'", "'25:00:00'"),
            Sample.of("json", "'{\"a\":\"ü\",\"b\":[1,2.5,null]}'"),
            Sample.of("jsonb", "'{\"b\": [1, 2.5, null, 1e3], \"a\": \"ü\"}'", "'\"text\"'", "'null'"),
            Sample.of("jsonpath", "'$.a[*] ? (@ > 1)'"),
            Sample.of("uuid", "'F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6'"),
            Sample.of("xml", "'<a b=\"1\">x</a>'"),
            Sample.of("integer[]", "'{1,NULL,3}'", "'{}'", "'{{1,2},{3,4}}'", "'[0:1]={1,2}'"),
            Sample.of("text[]", "array['a', 'b \"c\", d', '', null]"),
            Sample.of("numeric(6,2)[]", "array[1.50, null]"),
            Sample.of("money[]", "array['1.50'::money]"),
            Sample.of("json[]", "array['{\"a\": \"b,c\"}'::json]"),
            Sample.of("int4range[]", "array['[1,5)'::int4range]"),
            Sample.of("bytea[]", "array['\\x00ff'::bytea]"),
            Sample.of("timestamptz[]", "array['2011-01-31 14:05:09+02'::timestamptz]"),
            Sample.of("colour", "'red'", "'dark blue'", "'it''s'"),
            Sample.of("colour[]", "'{red,\"dark blue\"}'"),
            Sample.of("percent[]", "array[12.50, null]::percent[]"),
            Sample.of("percent", "12.5"),
            Sample.of("share", "50"),
            Sample.of("bit(5)", "B'01010'", "B'00000'"),
            Sample.of("bit varying(9)", "B'101'", "B''"),
            Sample.of("inet", "'10.0.0.1/24'", "'2001:db8::1'"),
            Sample.of("cidr", "'10.0.0.0/8'"),
            Sample.of("macaddr", "'08:00:2b:01:02:03'"),
            Sample.of("macaddr8", "'08:00:2b:01:02:03:04:05'"),
            Sample.of("tsvector", "to_tsvector('english', 'the fat cats')"),
            Sample.of("tsquery", "to_tsquery('english', 'fat & (rat | cat)')"),
            Sample.of("int4range", "'[1,5)'", "'empty'", "'(,5)'"),
            Sample.of("numrange", "'(1.5,2.5]'"),
            Sample.of("tstzrange", "'[2011-01-31 14:05:09+00,)'"),
            Sample.of("datemultirange", "'{[2011-01-01,2011-02-01),[2012-01-01,2012-02-01)}'"),
            Sample.of("point", "'(1.5,-2)'"),
            Sample.of("line", "'{1,2,3}'"),
            Sample.of("lseg", "'[(0,0),(1,1)]'"),
            Sample.of("box", "'(1,1),(0,0)'"),
            Sample.of("path", "'[(0,0),(1,1)]'"),
            Sample.of("polygon", "'((0,0),(1,1),(1,0))'"),
            Sample.of("circle", "'<(0,0),2>'"),
            Sample.of("pg_lsn", "'16/B374D848'"));

    private static final List<Sample> MARIADB = List.of(
            Sample.of("tinyint", "-128"),
            Sample.of("boolean", "true", "false"),
            Sample.of("smallint unsigned", "65535"),
            Sample.of("mediumint", "-8388608"),
            Sample.of("int(6) zerofill", "42"),
            Sample.of("bigint", "-9223372036854775808"),
            Sample.of("bigint unsigned", "18446744073709551615", "0"),
            Sample.of("decimal(38,10)", "1234567890123456789012345678.0123456789", "-3"),
            Sample.of("numeric(65,0)", "99999999999999999999999999999999999999999999999999999999999999999"),
            Sample.of("float", "0.1", "16777217", "1.2345678", "3.4e38"),
            Sample.of("double", "0.1", "1.7976931348623157e308", "2.2250738585072014e-308"),
            Sample.of("double(10,2)", "123.45"),
            Sample.of("bit", "b'1'", "b'0'"),
            Sample.of("bit(9)", "b'101010101'", "b'0'"),
            Sample.of("bit(64)", "b'1000000000000000000000000000000000000000000000000000000000000001'"),
            Sample.of("char(5)", "'ab'", "''"),
            Sample.of("varchar(40)", "'Łódź 東京 🍷'", "'ends blank  '", "''"),
            Sample.of("varchar(10) character set latin1", "'Zoë'"),
            Sample.of("varchar(40) compressed", "repeat('ab', 20)"),
            Sample.of("text compressed", "repeat('Łódź', 200)", "''"),
            Sample.of("blob compressed", "repeat('ab', 300)"),
            Sample.of("varchar(20) invisible", "'seen'"),
            Sample.of("varchar(20) character set utf16", "'東京 🍷'"),
            Sample.of("varchar(20) character set cp1250 collate cp1250_czech_cs", "'Łódź'"),
            Sample.of("enum('Zoë','b') character set latin1", "'Zoë'"),
            Sample.of("tinytext", "'x'"),
            Sample.of("text", "'a\\0b'", "'tab\\t, line\\r\\n, \\\\N and ''quotes'''"),
            Sample.of("mediumtext", "'x'"),
            Sample.of("longtext", "' '"),
            Sample.of("binary(16)", "unhex('f81d4fae7dec11d0a76500a0c91e6bf6')", "'short'"),
            Sample.of("varbinary(16)", "unhex('00ff')", "''"),
            Sample.of("tinyblob", "unhex('00')"),
            Sample.of("blob", "unhex('00ff80')"),
            Sample.of("mediumblob", "unhex('ff')"),
            Sample.of("longblob", "unhex('ff')"),
            Sample.of("enum('red','it''s')", "'red'", "'it''s'"),
            Sample.of("set('a','b','c')", "'a,c'", "''", "'b'"),
            Sample.of("date", "'2011-01-31'", "'9999-12-31'", "'1000-01-01'"),
            Sample.of("time", "'14:05:09'", "'-838:59:59'", "'25:00:00'"),
            Sample.of("time(6)", "'14:05:09.123456'"),
            Sample.of("datetime", "'2011-01-31 14:05:09'", "'9999-12-31 23:59:59'"),
            Sample.of("datetime(6)", "'2011-03-27 02:30:00.123456'"),
            Sample.of("timestamp null", "'2011-03-27 01:30:00'"),
            Sample.of("timestamp(3) null", "'2011-03-27 01:30:00.125'"),
            Sample.of("year", "2011", "0", "1901"),
            Sample.of("inet4", "'10.0.0.1'"),
            Sample.of("inet6", "'2001:db8::ff00:42:8329'", "'::ffff:192.0.2.128'"),
            Sample.of("uuid", "'F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6'"),
            Sample.of("json", "'{\"a\":\"ü\",\"b\":[1,2.5,null]}'"));

    /** What a column of the one engine holds as a column of the other does. */
    static List<Twin> twins(Engine one, Engine other) {
        List<Twin> twins = new ArrayList<>();
        for (String[] row : TWINS) {
            String[] here = words(row, one);
            String[] there = words(row, other);
            if (!here[0].isEmpty() && !there[0].isEmpty()) {
                twins.add(new Twin(here[0], here[1], there[0], there[1]));
            }
        }
        return twins;
    }

    /** Type and literal of each engine: SQLite, PostgreSQL, MariaDB. */
    private static final String[][] TWINS = {
        {"bigint", "9007199254740993", "bigint", "9007199254740993", "bigint", "9007199254740993"},
        {"", "", "numeric(20)", "18446744073709551615", "bigint unsigned", "18446744073709551615"},
        {"boolean", "1", "boolean", "true", "boolean", "true"},
        {"bit", "1", "boolean", "true", "bit(1)", "b'1'"},
        {"numeric", "129.5", "numeric(10,2)", "129.5", "decimal(8,3)", "129.5"},
        {
            "",
            "",
            "numeric(38,10)",
            "1234567890123456789012345678.0123456789",
            "decimal(38,10)",
            "1234567890123456789012345678.0123456789"
        },
        {"real", "0.1", "double precision", "0.1", "double", "0.1"},
        {"real", "1.2345678", "real", "1.2345678", "float", "1.2345678"},
        {"real", "9e999", "double precision", "'Infinity'", "", ""},
        {"decimal", "12.5", "money", "12.5::numeric::money", "decimal(12,2)", "12.5"},
        {"text", "'Łódź 東京 🍷'", "text", "'Łódź 東京 🍷'", "varchar(40)", "'Łódź 東京 🍷'"},
        {"text", "''", "varchar(10)", "''", "tinytext", "''"},
        {"text", "'ends blank '", "text", "'ends blank '", "text", "'ends blank '"},
        {"varchar(5)", "'ab'", "char(5)", "'ab'", "char(5)", "'ab'"},
        {"blob", "x'00ff80'", "bytea", "'\\x00ff80'", "longblob", "unhex('00ff80')"},
        {
            "blob",
            "x'f81d4fae7dec11d0a76500a0c91e6bf6'",
            "bytea",
            "'\\xf81d4fae7dec11d0a76500a0c91e6bf6'",
            "binary(16)",
            "unhex('f81d4fae7dec11d0a76500a0c91e6bf6')"
        },
        {"date", "'9999-12-31'", "date", "'9999-12-31'", "date", "'9999-12-31'"},
        {"date", "'0044-03-15 BC'", "date", "'0044-03-15 BC'", "", ""},
        {"time", "'14:05:09.25'", "time", "'14:05:09.25'", "time(6)", "'14:05:09.25'"},
        {
            "datetime",
            "'2011-03-27 02:30:00.5'",
            "timestamp",
            "'2011-03-27 02:30:00.5'",
            "datetime(6)",
            "'2011-03-27 02:30:00.5'"
        },
        {
            "timestamp",
            "'2011-03-27 01:30:00'",
            "timestamptz",
            "'2011-03-27 02:30:00+01'",
            "timestamp null",
            "'2011-03-27 01:30:00'"
        },
        {"text", "'25:00:00'", "interval", "'25:00:00'", "time", "'25:00:00'"},
        {
            "json",
            "'{\"a\":[1,2.5],\"b\":null}'",
            "jsonb",
            "'{\"b\": null, \"a\": [1, 2.5]}'",
            "json",
            "'{\"a\":[1,2.5],\"b\":null}'"
        },
        {
            "uuid",
            "'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'",
            "uuid",
            "'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'",
            "uuid",
            "'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'"
        },
        {"text", "'10.0.0.1'", "inet", "'10.0.0.1'", "inet4", "'10.0.0.1'"},
        {"text", "'{1,NULL,3}'", "integer[]", "'{1,NULL,3}'", "varchar(100)", "'{1,NULL,3}'"},
        {"text", "'red'", "colour", "'red'", "enum('red','blue')", "'red'"},
        {"text", "'01010'", "bit(5)", "B'01010'", "bit(5)", "b'01010'"},
        {"text", "'[1,5)'", "int4range", "'[1,5)'", "varchar(30)", "'[1,5)'"},
        {"integer", "2011", "smallint", "2011", "year", "2011"},
    };

    private static String[] words(String[] row, Engine engine) {
        int from =
                switch (engine) {
                    case SQLITE -> 0;
                    case POSTGRESQL -> 2;
                    case MARIADB -> 4;
                };
        return new String[] {row[from], row[from + 1]};
    }

    /** What a column of the one engine holds, and that of the other does not. */
    static List<Odd> odd(Engine one, Engine other) {
        return ODD.stream()
                .filter(odd -> odd.engine() == one && odd.other() == other)
                .toList();
    }

    private static final List<Odd> ODD = List.of(
            new Odd(Engine.SQLITE, "text", "'a' || char(0) || 'b'", Engine.POSTGRESQL, "text", "0x00"),
            new Odd(
                    Engine.MARIADB,
                    "bigint unsigned",
                    "18446744073709551615",
                    Engine.POSTGRESQL,
                    "bigint",
                    "out of range"),
            new Odd(Engine.SQLITE, "text", "x'00ff80'", Engine.POSTGRESQL, "text", "it holds bytes there"),
            new Odd(Engine.SQLITE, "text", "x'00ff80'", Engine.MARIADB, "text", "it holds bytes there"),
            new Odd(Engine.SQLITE, "integer", "x'31'", Engine.MARIADB, "integer", "it holds bytes there"),
            new Odd(Engine.MARIADB, "bigint unsigned", "18446744073709551615", Engine.SQLITE, "bigint", "as great as"),
            new Odd(Engine.MARIADB, "time", "'25:00:00'", Engine.POSTGRESQL, "time", "out of range"),
            new Odd(
                    Engine.MARIADB,
                    "decimal(38,10)",
                    "0.0123456789",
                    Engine.POSTGRESQL,
                    "numeric(10,2)",
                    "would keep “0.0123456789” as “0.01”"),
            new Odd(
                    Engine.MARIADB,
                    "varchar(20)",
                    "'{1, 2}'",
                    Engine.POSTGRESQL,
                    "integer[]",
                    "would keep “{1, 2}” as “{1,2}”"),
            new Odd(Engine.MARIADB, "varchar(20)", "'no address'", Engine.POSTGRESQL, "inet", "invalid input syntax"),
            new Odd(
                    Engine.MARIADB,
                    "datetime(6)",
                    "'2011-01-31 14:05:09.25'",
                    Engine.POSTGRESQL,
                    "timestamp(0)",
                    "would keep"),
            new Odd(Engine.MARIADB, "varchar(20)", "'ends blank '", Engine.POSTGRESQL, "char(20)", "would keep"),
            new Odd(Engine.MARIADB, "double", "0.1234567890123", Engine.POSTGRESQL, "real", "would keep"),
            new Odd(Engine.POSTGRESQL, "date", "'0044-03-15 BC'", Engine.MARIADB, "date", "MariaDB has no date"),
            new Odd(Engine.POSTGRESQL, "date", "'10000-01-01'", Engine.MARIADB, "date", "MariaDB has no date"),
            new Odd(Engine.POSTGRESQL, "timestamp", "'infinity'", Engine.MARIADB, "datetime", "MariaDB has no date"),
            new Odd(Engine.POSTGRESQL, "double precision", "'NaN'", Engine.MARIADB, "double", "MariaDB has no number"),
            new Odd(Engine.POSTGRESQL, "double precision", "'NaN'", Engine.SQLITE, "real", "SQLite has no number"),
            new Odd(
                    Engine.POSTGRESQL,
                    "numeric",
                    "0.12345678901234567890123",
                    Engine.SQLITE,
                    "numeric",
                    "SQLite would round"),
            new Odd(
                    Engine.POSTGRESQL,
                    "timestamp",
                    "'2011-01-31 14:05:09.25'",
                    Engine.MARIADB,
                    "datetime",
                    "would keep"),
            new Odd(Engine.POSTGRESQL, "text", "'ends blank '", Engine.MARIADB, "char(20)", "would keep"),
            new Odd(Engine.POSTGRESQL, "text", "'RED'", Engine.MARIADB, "enum('red')", "would keep “RED” as “red”"),
            new Odd(Engine.POSTGRESQL, "text", "'blue'", Engine.MARIADB, "enum('red')", "Data truncated"),
            new Odd(
                    Engine.POSTGRESQL,
                    "text",
                    "'🍷'",
                    Engine.MARIADB,
                    "varchar(9) character set utf8mb3",
                    "Incorrect string value"),
            new Odd(Engine.POSTGRESQL, "bytea", "'\\x01'", Engine.MARIADB, "binary(4)", "would keep"),
            new Odd(Engine.POSTGRESQL, "smallint", "5", Engine.MARIADB, "year", "would keep “5” as “2005”"),
            new Odd(Engine.POSTGRESQL, "text", "'too long for it'", Engine.MARIADB, "varchar(5)", "Data too long"),
            new Odd(Engine.POSTGRESQL, "text", "'1.50'", Engine.SQLITE, "string", "would keep “1.50” as “1.5”"),
            new Odd(Engine.SQLITE, "integer", "'a word'", Engine.MARIADB, "integer", "is not a whole number"),
            new Odd(Engine.SQLITE, "datetime", "1325376000", Engine.POSTGRESQL, "timestamp", "is not a UTC time"));
}
