package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Cells;
import dev.parley.catalogue.Field;
import dev.parley.catalogue.FieldKind;
import dev.parley.catalogue.Identity;
import dev.parley.merge.Value;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads of rows no more than which they are and when they were last updated: for objects whose rows have uuids. */
public final class Stamps {

    /** A row's uuid, as its table knows it, and last_updated in microseconds; 0 where the table has none, or it tells no moment. */
    public record Stamp(UUID uuid, long updated) {}

    /** Takes one row after the other. Must not use the transaction that reads: it is busy. */
    @FunctionalInterface
    public interface Visitor {
        /** Visits a row; what it is and when it was updated, as a {@link Stamp} has it. */
        void visit(UUID uuid, long updated);
    }

    private final Tx tx;
    private final ScopeSql scopes;

    /** The rows, in that transaction. */
    public Stamps(Tx tx, Catalogue catalogue) {
        this.tx = tx;
        this.scopes = new ScopeSql(tx.dialect(), catalogue);
    }

    /**
     * Those of a business in order of uuid.
     *
     * @param after where to begin: after that uuid
     * @param upTo where to end, with that uuid
     * @param limit how many at most
     */
    public List<Stamp> page(
            CatalogueObject object, Businesses.Business business, Optional<UUID> after, Optional<UUID> upTo, int limit)
            throws SQLException {
        RowSource source = RowSource.of(tx.dialect(), object, "t");
        StringBuilder bounds = new StringBuilder();
        List<Object> arguments = new ArrayList<>(List.of(business.id()));
        after.ifPresent(uuid -> {
            bounds.append(" and ").append(source.uuid()).append(" > ?");
            arguments.add(uuid);
        });
        upTo.ifPresent(uuid -> {
            bounds.append(" and ").append(source.uuid()).append(" <= ?");
            arguments.add(uuid);
        });
        bounds.append(" order by ").append(source.uuid()).append(" limit ").append(limit);
        List<Stamp> page = new ArrayList<>();
        Visitor visitor = (uuid, updated) -> page.add(new Stamp(uuid, updated));
        if (object.identity() instanceof Identity.UuidColumn uuid) {
            tx.dialect().inOrderOf(tx, object.table(), uuid.column(), hint -> {
                scan(object, hint, bounds.toString(), arguments, visitor);
                return true;
            });
        } else {
            scan(object, "", bounds.toString(), arguments, visitor);
        }
        return page;
    }

    /** All of a business, in no order. */
    public void all(CatalogueObject object, Businesses.Business business, Visitor visitor) throws SQLException {
        scan(object, "", "", List.of(business.id()), visitor);
    }

    private void scan(CatalogueObject object, String hint, String more, List<Object> arguments, Visitor visitor)
            throws SQLException {
        Dialect dialect = tx.dialect();
        RowSource source = RowSource.of(dialect, object, "t");
        Optional<Field> updated = object.updatedField().flatMap(object::field);
        FieldKind kind = updated.map(Field::kind).orElse(FieldKind.INTEGER);
        // What stands for a date that is no day tells no more of when than that does.
        Optional<Value> none = updated.filter(field -> !dialect.hasZeroDates())
                .map(WaitingOverlay::standIn)
                .filter(standIn -> !standIn.isNull());
        String sql = "select %s, %s from %s%s where %s%s"
                .formatted(
                        source.uuid(),
                        updated.map(field -> Columns.of(dialect, field.name(), "t"))
                                .orElse("null"),
                        source.from(),
                        hint,
                        scopes.condition(object, "t"),
                        more);
        dialect.scan(tx, sql, List.of(FieldKind.TEXT, kind), false, arguments, row -> {
            boolean nothing = none.isPresent() && CellValues.read(row, 1, kind).equals(none.get());
            visitor.visit(row.uuid(0), nothing ? 0 : moment(row, kind));
            return true;
        });
    }

    private static long moment(Cells row, FieldKind kind) {
        return row.isNull(1) ? 0 : Moments.micros(row, 1, kind);
    }
}
