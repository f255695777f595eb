package dev.parley.catalogue;

import dev.parley.catalogue.Schema.Column;
import dev.parley.catalogue.Schema.ForeignKey;
import dev.parley.catalogue.Schema.OnDelete;
import dev.parley.catalogue.Schema.Table;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class DiscoveryProperties {

    private static final List<String> NAMES = List.of(
            "businesses",
            "tenants",
            "app_users",
            "app_customers",
            "app_orders",
            "app_order_lines",
            "settings",
            "Tag",
            "customer_tags",
            "categories",
            "schema_migrations",
            "x",
            "Order Details");
    private static final List<String> COLUMNS = List.of(
            "id",
            "uuid",
            "business_id",
            "tenant_id",
            "customer_id",
            "order_id",
            "user_id",
            "parent_id",
            "name",
            "key",
            "value",
            "email",
            "created_at",
            "last_updated",
            "shape",
            "total",
            "no");

    /** Whatever the tables are: what is written of them is a catalogue, and it fits them. */
    @Property(tries = 3000)
    void whatIsWrittenIsAccepted(@ForAll long seed) {
        Schema schema = schema(new Random(seed));

        String text = Discovery.of("here", "app", schema).text();

        try {
            Declaration declaration = CatalogueYaml.read("catalogue.yaml", new StringReader(text));
            Resolver.resolve(declaration, schema);
        } catch (CatalogueException e) {
            boolean nothing = text.contains("packages: {}");
            if (!nothing) {
                throw new AssertionError(e.getMessage() + "\n" + text + "\n" + schema, e);
            }
        }
    }

    /** A column had a foreign key of its own to one table, and by another one repeated a key that leads to a second table. */
    @Example
    void aColumnThatLeadsToTwoTablesByAKeyIsDecided() {
        whatIsWrittenIsAccepted(-126590);
    }

    private static Schema schema(Random random) {
        List<Table> tables = new ArrayList<>();
        List<String> names = new ArrayList<>(NAMES);
        java.util.Collections.shuffle(names, random);
        for (String name : names.subList(0, 1 + random.nextInt(8))) {
            tables.add(table(name, tables, random));
        }
        return new Schema(tables);
    }

    private static Table table(String name, List<Table> before, Random random) {
        List<Column> columns = new ArrayList<>();
        List<String> primaryKey = new ArrayList<>();
        List<List<String>> uniques = new ArrayList<>();
        List<ForeignKey> foreignKeys = new ArrayList<>();
        boolean generated = random.nextInt(4) > 0;
        if (generated) {
            boolean given = random.nextInt(5) > 0;
            columns.add(new Column("id", "integer", Optional.of(FieldKind.INTEGER), false, false, false, given));
            primaryKey.add("id");
        }
        for (String column : COLUMNS.subList(1, COLUMNS.size())) {
            if (random.nextInt(3) == 0) {
                columns.add(column(column, random));
                if (!generated && random.nextInt(3) == 0) {
                    primaryKey.add(column);
                }
                if (random.nextInt(5) == 0) {
                    uniques.add(List.of(column));
                }
            }
        }
        if (columns.isEmpty()) {
            columns.add(column("name", random));
        }
        if (columns.size() > 3 && random.nextBoolean()) {
            uniques.add(List.of(columns.get(1).name(), columns.get(2).name()));
        }
        for (Column column : columns) {
            if (!before.isEmpty() && column.name().endsWith("_id") && random.nextBoolean()) {
                Table target = before.get(random.nextInt(before.size()));
                if (target.primaryKey().size() == 1) {
                    foreignKeys.add(new ForeignKey(
                            List.of(column.name()), target.name(), target.primaryKey(), OnDelete.RESTRICT));
                } else if (target.primaryKey().size() == 2 && columns.size() > 2) {
                    foreignKeys.add(new ForeignKey(
                            List.of(column.name(), columns.get(1).name()),
                            target.name(),
                            target.primaryKey(),
                            OnDelete.CASCADE));
                }
            }
        }
        return new Table(name, columns, primaryKey, foreignKeys, uniques);
    }

    private static Column column(String name, Random random) {
        Optional<FieldKind> kind =
                switch (name) {
                    case "shape" -> Optional.empty();
                    case "created_at", "last_updated" ->
                        Optional.of(random.nextInt(4) == 0 ? FieldKind.DATE : FieldKind.DATETIME);
                    default ->
                        Optional.of(name.endsWith("_id") && random.nextInt(8) > 0 ? FieldKind.INTEGER : FieldKind.TEXT);
                };
        return new Column(
                name,
                kind.map(known -> known.name().toLowerCase(java.util.Locale.ROOT))
                        .orElse("geometry"),
                kind,
                random.nextInt(3) == 0,
                false,
                random.nextInt(15) == 0,
                false);
    }
}
