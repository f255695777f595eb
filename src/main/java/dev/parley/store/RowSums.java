package dev.parley.store;

import dev.parley.catalogue.Catalogue;
import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Field;
import dev.parley.digest.ContentHash;
import dev.parley.digest.Entry;
import dev.parley.digest.Fingerprint;
import dev.parley.merge.Version;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of an object come to by the database's own hash, so that none of them leaves it. That says nothing but whether another database,
 * which goes about it in the same way, has the same.
 */
public final class RowSums {

    /**
     * To be raised whenever the canonical form of any value changes, since what is the same in the database must be the same in that, or what is
     * made of rows.
     */
    private static final String MADE = "2";

    private static final String STAMPS = "stamps";

    private final Tx tx;
    private final Businesses.Business business;
    private final RowHash hash;
    private final String select;
    private final List<String> way;

    private RowSums(Tx tx, Businesses.Business business, RowHash hash, String select, List<String> way) {
        this.tx = tx;
        this.business = business;
        this.hash = hash;
        this.select = select;
        this.way = way;
    }

    private static RowSums ofAll(
            Tx tx,
            Catalogue catalogue,
            RowHash hash,
            CatalogueObject object,
            Businesses.Business business,
            List<Field> fields) {
        List<String> values = new ArrayList<>();
        StringBuilder from = new StringBuilder();
        List<String> way = new ArrayList<>();
        Dialect dialect = tx.dialect();
        RowSource rows = RowSource.of(dialect, object, "t");
        from.append("from ").append(rows.from());
        way.addAll(List.of(MADE, dialect.name(), object.name()));
        if (object.hasUuids()) {
            values.add(hash.uuid(0, rows.uuid()));
        }
        for (Field field : fields) {
            way.addAll(List.of(field.name(), field.kind().name()));
            if (field.reference().isEmpty()) {
                way.add(field.type());
                values.add(hash.value(values.size(), rows.column(field.name()), field));
                continue;
            }
            way.add(field.reference().get().target());
            CatalogueObject target = catalogue.require(field.reference().get().target());
            RowSource pointed = RowSource.of(dialect, target, "r" + values.size());
            values.add(hash.uuid(values.size(), pointed.uuid()));
            from.append(pointed.leftJoin("%s = %s"
                    .formatted(pointed.column(field.reference().get().targetColumn()), rows.column(field.name()))));
        }
        from.append(" where ").append(new ScopeSql(dialect, catalogue).condition(object, "t"));
        return new RowSums(tx, business, hash, hash.select(values, from.toString()), way);
    }

    /**
     * Of no more than which rows there are and when they were last updated; empty where the database can't add that up, or an object's rows have no
     * uuids or no such time.
     */
    public static Optional<RowSums> ofStamps(
            Tx tx, Catalogue catalogue, CatalogueObject object, Businesses.Business business) throws SQLException {
        Dialect dialect = tx.dialect();
        Optional<RowHash> hash = dialect.rowHash(tx);
        Optional<Field> updated = object.updatedField().flatMap(object::field);
        if (hash.isEmpty() || updated.isEmpty() || !object.hasUuids() || !isPlain(tx, object, List.of(updated.get()))) {
            return Optional.empty();
        }
        Field field = updated.get();
        RowSource rows = RowSource.of(dialect, object, "t");
        String from =
                "from %s where %s".formatted(rows.from(), new ScopeSql(dialect, catalogue).condition(object, "t"));
        List<String> way = List.of(
                MADE,
                STAMPS,
                dialect.name(),
                object.name(),
                field.name(),
                field.kind().name(),
                field.type(),
                field.zeroDate().flatMap(date -> date.text(field.kind())).orElse(""));
        String select = hash.get().stamps(rows.uuid(), rows.column(field.name()), field, from);
        return Optional.of(new RowSums(tx, business, hash.get(), select, way));
    }

    private static boolean isPlain(Tx tx, CatalogueObject object, List<Field> fields) throws SQLException {
        UuidMaps maps = new UuidMaps(tx);
        boolean plain = maps.all(object.name()).isEmpty()
                && new Waiting(tx).of(object.name()).isEmpty()
                && fields.stream().allMatch(field -> field.namedIn().isEmpty());
        for (Field field : fields) {
            plain &= field.reference().isEmpty()
                    || maps.all(field.reference().get().target()).isEmpty();
        }
        return plain;
    }

    /**
     * Of an object's rows in the business; empty where the database has no hash that would do, or the rows do not say by themselves what records
     * they are: where they or what they refer to have several uuids, or something waits to be written to them.
     *
     * @param fields what is hashed of each, in order
     */
    public static Optional<RowSums> of(
            Tx tx, Catalogue catalogue, CatalogueObject object, Businesses.Business business, List<Field> fields)
            throws SQLException {
        return isPlain(tx, object, fields)
                ? tx.dialect().rowHash(tx).map(with -> ofAll(tx, catalogue, with, object, business, fields))
                : Optional.empty();
    }

    /** The way in which it is done: only what was added up in the same way can be compared. */
    public String way() throws SQLException {
        String version =
                tx.first("select " + hash.version(), row -> row.getString(1)).orElse("");
        ContentHash text = new ContentHash();
        text.add(version.getBytes(StandardCharsets.UTF_8));
        way.forEach(word -> text.add(word.getBytes(StandardCharsets.UTF_8)));
        Entry entry = text.entry(new UUID(0, 0));
        return new Version(entry.high(), entry.low()).toText();
    }

    /**
     * What the rows come to; empty where the database could not make something of each. All are read at once, so that the server may do it with
     * several processes.
     */
    public Optional<Fingerprint> sum() throws SQLException {
        try (PreparedStatement statement = tx.connection().prepareStatement(select)) {
            tx.bind(statement, new Object[] {business.id()});
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1) == row.getLong(3)
                        ? Optional.of(new Fingerprint(row.getLong(1), modulo(row.getString(2)), 0))
                        : Optional.empty();
            }
        }
    }

    private static long modulo(@Nullable String sum) {
        return sum == null ? 0 : new BigInteger(sum).longValue();
    }
}
