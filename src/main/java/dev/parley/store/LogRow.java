package dev.parley.store;

import dev.parley.merge.Action;
import dev.parley.merge.Author;
import dev.parley.merge.Change;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Reads rows of the log: what {@link LogRows} wrote. */
final class LogRow {

    static final String SELECT = """
            select seq, uuid, action, object, record, at_micros, user_name, session, site, parents, fields, via
            from parley_change
            """;

    /** The same with the baselines that stand in the rows of others. */
    static final String SELECT_WITH_BASELINES = SELECT.replace("via\n", "via, baseline_at, baseline_fields\n");

    private LogRow() {}

    /** What stands there in the feed. */
    static FeedEntry entry(ResultSet row) throws SQLException {
        FeedEntry.Place place = new FeedEntry.Place(row.getLong(1), UUID.fromString(row.getString(2)), via(row, 12));
        return switch (row.getString(3)) {
            case ChangeLog.LOAD -> new FeedEntry.Load(place);
            case ChangeLog.COMPARING -> new FeedEntry.Comparing(place);
            case ChangeLog.WHOLE -> new FeedEntry.Whole(place, row.getString(4), UUID.fromString(row.getString(5)));
            default -> new FeedEntry.OfChange(place, change(row));
        };
    }

    /** The link over which it came. */
    static OptionalLong via(ResultSet row, int column) throws SQLException {
        long via = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(via);
    }

    /** The baseline that stands in the row of the change after it. */
    static Optional<Change> baseline(ResultSet row, Change after) throws SQLException {
        long at = row.getLong(13);
        if (row.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(new Change(
                after.parents().get(0),
                Action.BASELINE,
                after.object(),
                after.record(),
                FieldsText.read(row.getString(14)),
                at,
                Author.PARLEY,
                List.of()));
    }

    /** The change. */
    static Change change(ResultSet row) throws SQLException {
        return new Change(
                UUID.fromString(row.getString(2)),
                Action.ofWord(row.getString(3)),
                row.getString(4),
                UUID.fromString(row.getString(5)),
                FieldsText.read(row.getString(11)),
                row.getLong(6),
                new Author(row.getString(7), row.getString(8), UUID.fromString(row.getString(9))),
                UuidList.read(row.getString(10)));
    }
}
