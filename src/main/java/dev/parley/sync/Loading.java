package dev.parley.sync;

import dev.parley.catalogue.CatalogueObject;
import dev.parley.catalogue.Cells;
import dev.parley.catalogue.FieldKind;
import dev.parley.merge.Value;
import dev.parley.store.CellValues;
import dev.parley.store.ChangeLog.Loaded;
import dev.parley.store.Moments;
import dev.parley.store.Tx;
import dev.parley.wire.Block;
import dev.parley.wire.BlockRows;
import dev.parley.wire.Packet;
import dev.parley.wire.Taken;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes a block of a first load in. Where nothing here has to do with its rows they are written as they come; wherever something has, they go the
 * one path in, {@link Apply}, like any others. So do those that the database refuses: a block that fails is halved until few are left.
 */
final class Loading {

    private final SiteContext site;
    private final Tx tx;
    private final LinkScope scope;
    private final TwinTest twins;
    private final Work work;
    private int written;

    /** For one transaction. */
    Loading(SiteContext site, Tx tx, LinkScope scope, TwinTest twins) {
        this.site = site;
        this.tx = tx;
        this.scope = scope;
        this.twins = twins;
        this.work = new Work(site, tx, scope);
    }

    /** Takes the block in, and notes how far the load has come. */
    Taken take(Block block) throws SQLException {
        work.log.lockToApply();
        Optional<CatalogueObject> object = work.catalogue.object(block.object()).filter(one -> scope.objects()
                .contains(one.name()));
        if (object.isEmpty()) {
            return Taken.NOTHING;
        }
        Taken taken = rows(object.get(), block.rows());
        if (!block.packets().isEmpty()) {
            taken = taken.plus(ordinarily(block.packets()));
        }
        boolean ends = block.upTo().isEmpty() && work.unfinishedLoads().containsKey(block.object());
        if (taken.records() > 0 || ends) {
            work.markLoad(new Loaded(block.object(), block.upTo()));
            work.flush();
        }
        return taken;
    }

    private Taken rows(CatalogueObject object, BlockRows rows) throws SQLException {
        if (rows.count() == 0) {
            return Taken.NOTHING;
        }
        if (!new Unrelated(work, object, twins).holds(rows)) {
            return ordinarily(object, rows, 0, rows.count());
        }
        RowLoad load = new RowLoad(work, object, rows);
        Taken taken = halving(object, rows, load, 0, rows.count());
        return taken.plus(new Taken(written, written, 0, 0));
    }

    private Taken halving(CatalogueObject object, BlockRows rows, RowLoad load, int from, int to) throws SQLException {
        tx.applying(true);
        Savepoint savepoint = tx.connection().setSavepoint();
        try {
            load.insert(from, to);
            tx.connection().releaseSavepoint(savepoint);
            tx.applying(false);
            written += to - from;
            return Taken.NOTHING;
        } catch (SQLException failure) {
            if (tx.dialect().isPassing(failure) || tx.dialect().isDisconnect(failure)) {
                throw failure;
            }
            tx.connection().rollback(savepoint);
        } catch (IllegalArgumentException refused) {
            tx.connection().rollback(savepoint);
        }
        tx.applying(false);
        if (to - from <= site.loads().few()) {
            return ordinarily(object, rows, from, to);
        }
        int middle = (from + to) / 2;
        return halving(object, rows, load, from, middle).plus(halving(object, rows, load, middle, to));
    }

    private Taken ordinarily(CatalogueObject object, BlockRows rows, int from, int to) throws SQLException {
        Taken taken = Taken.NOTHING;
        for (int start = from; start < to; start += site.batch()) {
            taken = taken.plus(ordinarily(packets(object, rows, start, Math.min(to, start + site.batch()))));
        }
        return taken;
    }

    private Taken ordinarily(List<Packet> packets) throws SQLException {
        return new Apply(site, tx, scope, true, twins).take(packets);
    }

    private static List<Packet> packets(CatalogueObject object, BlockRows rows, int from, int to) {
        List<String> names = rows.columns().names();
        Cells cells = new Cells(names.size());
        List<Packet> packets = new ArrayList<>();
        for (int row = from; row < to; row++) {
            rows.read(row, cells);
            Map<String, Value> fields = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                boolean binary = rows.columns().binary().contains(names.get(i));
                fields.put(names.get(i), CellValues.read(cells, i, binary ? FieldKind.BINARY : FieldKind.TEXT));
            }
            long at = rows.columns()
                    .updated()
                    .map(name -> Moments.micros(fields.getOrDefault(name, Value.NULL)))
                    .orElse(0L);
            UUID record = rows.record(row);
            packets.add(Packet.untouched(object.name(), record, new Packet.Untouched(at, fields)));
        }
        return packets;
    }
}
