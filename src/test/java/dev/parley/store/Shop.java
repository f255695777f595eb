package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Identity;
import dev.parley.catalogue.Reference;
import dev.parley.catalogue.Schema;
import dev.parley.catalogue.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A small application: businesses, their customers with orders, lines and notes, and folders within folders. */
final class Shop {

    /** The tables; {@code <id>} is the id that the engine gives, {@code <blob>} and {@code <time>} its types. */
    static final String TABLES = """
            create table business (id <id>, uuid varchar(36) not null unique, name varchar(100));
            create table customer (id <id>, uuid varchar(36) not null unique, business_id bigint not null,
              name varchar(100), photo <blob>, changed <time>);
            create table sale (id <id>, uuid varchar(36) not null unique, business_id bigint not null,
              customer_id bigint, second_id bigint,
              constraint sale_customer foreign key (customer_id) references customer (id) on delete cascade,
              constraint sale_second foreign key (second_id) references customer (id) on delete set null);
            create table line (id <id>, uuid varchar(36) not null unique, sale_id bigint, amount decimal(9,2),
              constraint line_sale foreign key (sale_id) references sale (id) on delete cascade);
            create table note (id <id>, uuid varchar(36) not null unique, line_id bigint, body varchar(100),
              constraint note_line foreign key (line_id) references line (id) on delete set null);
            create table folder (id <id>, uuid varchar(36) not null unique, parent_id bigint,
              constraint folder_parent foreign key (parent_id) references folder (id) on delete cascade)""";

    static final CatalogueObject CUSTOMER = object(
            "customer",
            new Scope.Column("business_id"),
            field("name", FieldKind.TEXT),
            new Field("photo", FieldKind.BINARY, "blob", true, true, Optional.empty()),
            field("changed", FieldKind.DATETIME));

    static final CatalogueObject SALE = object(
            "sale",
            new Scope.Column("business_id"),
            reference("customer_id", "shop.sales.customer"),
            reference("second_id", "shop.sales.customer"));

    static final CatalogueObject LINE = object(
            "line",
            new Scope.Through("sale_id"),
            reference("sale_id", "shop.sales.sale"),
            field("amount", FieldKind.DECIMAL));

    static final CatalogueObject NOTE = object(
            "note",
            new Scope.Through("line_id"),
            reference("line_id", "shop.sales.line"),
            field("body", FieldKind.TEXT));

    static final CatalogueObject FOLDER =
            object("folder", new Scope.Through("parent_id"), reference("parent_id", "shop.sales.folder"));

    static final Catalogue CATALOGUE = new Catalogue(List.of(
            object("business", new Scope.Self(), field("name", FieldKind.TEXT)), CUSTOMER, SALE, LINE, NOTE, FOLDER));

    private Shop() {}

    static CatalogueObject object(String name, Scope scope, Field... fields) {
        return new CatalogueObject(
                "shop",
                "sales",
                name,
                name,
                Optional.of("id"),
                new Identity.UuidColumn("uuid"),
                scope,
                List.of(fields),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "1");
    }

    static Field field(String name, FieldKind kind) {
        return new Field(name, kind, "", true, false, Optional.empty());
    }

    private static Field reference(String name, String target) {
        return new Field(
                name, FieldKind.INTEGER, "integer", true, false, Optional.of(new Reference(target, "id", true)));
    }

    /** The object with a field more. */
    static CatalogueObject with(CatalogueObject object, Field... more) {
        Field[] fields = Arrays.copyOf(
                object.fields().toArray(Field[]::new), object.fields().size() + more.length);
        System.arraycopy(more, 0, fields, object.fields().size(), more.length);
        return object(object.objectName(), object.scope(), fields);
    }

    /** The catalogue with one object in place of its namesake. */
    static Catalogue with(CatalogueObject changed) {
        return new Catalogue(CATALOGUE.objects().stream()
                .map(object -> object.name().equals(changed.name()) ? changed : object)
                .toList());
    }

    /** The object with these fields alone. */
    static CatalogueObject having(CatalogueObject object, Field... fields) {
        return object(object.objectName(), object.scope(), fields);
    }

    /** The catalogue without one object. */
    static Catalogue without(CatalogueObject gone) {
        return new Catalogue(CATALOGUE.objects().stream()
                .filter(object -> !object.name().equals(gone.name()))
                .toList());
    }

    static Schema.Table table(Database database, String name) {
        return database.schema().table(name).orElseThrow();
    }
}
