package dev.parley.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * What one process at a time may do: {@code parley_lease}. A lease that nobody renews lapses, so what a killed process held is free again by
 * itself. Each method is one transaction; safe for use by several threads, processes and machines.
 *
 * <p>Whether a lease has lapsed is told by the clock of who asks. Where a site's processes run on several machines whose clocks differ by
 * more than a lease's duration, two may hold one lease; a sync over one link by two at once is slower, not wrong.
 */
public final class Leases {

    private static final long DAY = TimeUnit.DAYS.toMicros(1);

    private final Database database;
    private final TimeSource time;
    private final Ids ids;

    /** The leases of that database. */
    public Leases(Database database, TimeSource time, Ids ids) {
        this.database = database;
        this.time = time;
        this.ids = ids;
    }

    /** What came of asking for a lease. */
    public sealed interface Answer {}

    /**
     * It is ours until its time is over, unless it is renewed.
     *
     * @param token tells this holding from any other, even by the same process
     */
    public record Lease(String name, UUID token) implements Answer {}

    /**
     * Somebody else has it.
     *
     * @param holder who, for people
     * @param since when it was taken, microseconds UTC
     * @param until when it lapses unless it is renewed, microseconds UTC
     */
    public record Taken(String holder, long since, long until) implements Answer {}

    /** This process, as a holder: {@code host/pid}. */
    public static String thisProcess() {
        String host = Optional.ofNullable(System.getenv("HOSTNAME"))
                .or(() -> hostName())
                .orElse("localhost");
        return host + "/" + ProcessHandle.current().pid();
    }

    private static Optional<String> hostName() {
        try {
            return Optional.of(java.net.InetAddress.getLocalHost().getHostName());
        } catch (java.net.UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Takes the lease if nobody has it, or if its time is over. */
    public Answer acquire(String name, String holder, Duration duration) {
        try {
            Lease lease = new Lease(name, ids.next());
            return database.statement(tx -> retake(tx, lease, holder, duration))
                    ? lease
                    : database.inTransaction(tx -> take(tx, lease, holder, duration));
        } catch (StoreException e) {
            // Two who are the first to ask for a name both insert it, and one of them fails: then it is taken now.
            Optional<Taken> other = find(name);
            if (other.isPresent()) {
                return other.get();
            }
            throw e;
        }
    }

    /** Most often somebody had it before, and its time is over. */
    private boolean retake(Tx tx, Lease lease, String holder, Duration duration) throws SQLException {
        long now = time.micros();
        return tx.update("""
                        update parley_lease set holder = ?, token = ?, since_micros = ?, until_micros = ?
                        where name = ? and until_micros <= ?
                        """, holder, lease.token(), now, until(now, duration), lease.name(), now) == 1;
    }

    private Answer take(Tx tx, Lease lease, String holder, Duration duration) throws SQLException {
        if (retake(tx, lease, holder, duration)) {
            return lease;
        }
        Optional<Taken> other = find(tx, lease.name());
        if (other.isPresent()) {
            return other.get();
        }
        long now = time.micros();
        tx.update(
                "insert into parley_lease (name, holder, token, since_micros, until_micros) values (?, ?, ?, ?, ?)",
                lease.name(),
                holder,
                lease.token(),
                now,
                until(now, duration));
        return lease;
    }

    private static long until(long now, Duration duration) {
        return now + TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }

    /** Holds the lease for that long from now; false if it lapsed and somebody else took it. */
    public boolean renew(Lease lease, Duration duration) {
        return database.statement(tx -> end(tx, lease, until(time.micros(), duration)));
    }

    /** Gives the lease back. Does nothing where it lapsed and somebody else took it. */
    public void release(Lease lease) {
        database.statement(tx -> end(tx, lease, 0));
    }

    private static boolean end(Tx tx, Lease lease, long until) throws SQLException {
        return tx.update(
                        "update parley_lease set until_micros = ? where name = ? and token = ?",
                        until,
                        lease.name(),
                        lease.token())
                == 1;
    }

    /** Forgets leases that nobody has taken or held for a day; gives how many. */
    public int prune() {
        long before = time.micros() - DAY;
        return database.statement(tx ->
                tx.update("delete from parley_lease where since_micros < ? and until_micros < ?", before, before));
    }

    /** Who has the lease, if its time is not over. */
    public Optional<Taken> holder(String name) {
        return find(name).filter(taken -> taken.until() > time.micros());
    }

    private Optional<Taken> find(String name) {
        return database.query(tx -> find(tx, name));
    }

    private static Optional<Taken> find(Tx tx, String name) throws SQLException {
        return tx.first(
                "select holder, since_micros, until_micros from parley_lease where name = ?", Leases::taken, name);
    }

    private static Taken taken(ResultSet row) throws SQLException {
        return new Taken(row.getString(1), row.getLong(2), row.getLong(3));
    }
}
