package dev.parley.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What happened over a link, for people: {@code parley_link_log}. The newest thousand entries of each link are kept. */
public final class LinkLog {

    private static final int KEPT = 1000;
    private static final String FAILED = "failed";
    private static final String SELECT = "select id, at_micros, event, code, message, times from parley_link_log ";

    private final Tx tx;

    /** The logs, in that transaction. */
    public LinkLog(Tx tx) {
        this.tx = tx;
    }

    /**
     * Something that happened.
     *
     * @param at microseconds UTC; of what happened several times in a row, the last
     * @param event {@code synced}, {@code answered}, {@code failed}, {@code paused}, {@code resumed}
     * @param code a stable word for programs: the type of the sync, why it failed, or who paused it
     * @param message in words
     * @param times how often in a row
     */
    public record Entry(long at, String event, String code, String message, int times) {

        private Optional<Entry> afterFailure(Entry last) {
            boolean repeats = event.equals(FAILED) && last.event.equals(FAILED) && last.code.equals(code);
            return repeats ? Optional.of(new Entry(at, event, code, message, last.times + 1)) : Optional.empty();
        }
    }

    /** What two entries that follow each other are together. */
    @FunctionalInterface
    public interface Joining {
        /** Both as one; empty where each stands for itself. */
        Optional<Entry> with(Entry last);
    }

    private record Numbered(long id, Entry entry) {}

    /** Writes an entry down. A failure for the same reason as the last one counts that one up instead. */
    public void add(long link, Entry entry) throws SQLException {
        add(link, entry, entry::afterFailure);
    }

    /** Writes an entry down, or puts what it is together with the last one in that one's place. */
    public void add(long link, Entry entry, Joining joining) throws SQLException {
        Optional<Numbered> last = tx.first(SELECT + "where link = ? order by id desc limit 1", LinkLog::numbered, link);
        Optional<Entry> both = last.flatMap(known -> joining.with(known.entry()));
        if (last.isPresent() && both.isPresent()) {
            tx.update(
                    "update parley_link_log set at_micros = ?, message = ?, times = ? where id = ?",
                    both.get().at(),
                    both.get().message(),
                    both.get().times(),
                    last.get().id());
            return;
        }
        tx.update(
                "insert into parley_link_log (link, at_micros, event, code, message, times) values (?, ?, ?, ?, ?, ?)",
                link,
                entry.at(),
                entry.event(),
                entry.code(),
                entry.message(),
                entry.times());
        Optional<Long> newestToGo = tx.first(
                "select id from parley_link_log where link = ? order by id desc limit 1 offset " + KEPT,
                row -> row.getLong(1),
                link);
        if (newestToGo.isPresent()) {
            tx.update("delete from parley_link_log where link = ? and id <= ?", link, newestToGo.get());
        }
    }

    /** The newest entries of a link, the newest first. */
    public List<Entry> newest(long link, int limit) throws SQLException {
        return tx.list(SELECT + "where link = ? order by id desc limit ?", LinkLog::numbered, link, limit).stream()
                .map(Numbered::entry)
                .toList();
    }

    private static Numbered numbered(ResultSet row) throws SQLException {
        return new Numbered(
                row.getLong(1),
                new Entry(row.getLong(2), row.getString(3), row.getString(4), row.getString(5), row.getInt(6)));
    }
}
