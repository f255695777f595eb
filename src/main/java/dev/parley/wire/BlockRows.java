package dev.parley.wire;

import dev.parley.catalogue.Cells;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Rows without changes, as they travel in a {@link Block}: one after the other in one array, without a name or an object a value. A row is its
 * record's uuid (16 bytes), a bit for each column that is null (the first column is the lowest bit of the first byte), and for each other column
 * the length of its value, seven bits a byte, the lowest first, the highest bit set where another follows, and the value.
 */
public final class BlockRows {

    private static final int UUID_BYTES = 16;

    private final Columns columns;
    private final byte[] data;
    private final int[] starts;

    /**
     * What the rows have.
     *
     * @param names the fields, in the order in which their values stand
     * @param binary those whose values are bytes, not canonical text
     * @param updated the field that tells when a record was last updated
     */
    public record Columns(List<String> names, Set<String> binary, Optional<String> updated) {
        /** Takes copies that nobody can alter. */
        public Columns {
            names = List.copyOf(names);
            binary = Set.copyOf(binary);
        }

        private int nullBytes() {
            return (names.size() + 7) / 8;
        }
    }

    private BlockRows(Columns columns, byte[] data, int[] starts) {
        this.columns = columns;
        this.data = data;
        this.starts = starts;
    }

    /**
     * The rows that stand in those bytes.
     *
     * @throws IllegalArgumentException if they do not fill the bytes
     */
    static BlockRows of(Columns columns, int count, byte[] data) {
        int[] starts = new int[count + 1];
        int at = 0;
        for (int row = 0; row < count; row++) {
            starts[row] = at;
            int nulls = at + UUID_BYTES;
            at = nulls + columns.nullBytes();
            for (int i = 0; i < columns.names().size() && at <= data.length; i++) {
                if (!isNull(data, nulls, i)) {
                    long value = length(data, at);
                    at = (int) Math.min(data.length + 1L, (value >>> Integer.SIZE) + (int) value);
                }
            }
            if (at > data.length) {
                throw new IllegalArgumentException("row " + (row + 1) + " of the block is not complete");
            }
        }
        if (at != data.length) {
            throw new IllegalArgumentException("bytes are left over after the rows of the block");
        }
        starts[count] = at;
        return new BlockRows(columns, data, starts);
    }

    private static boolean isNull(byte[] data, int nulls, int column) {
        return (data[nulls + column / 8] >> (column % 8) & 1) == 1;
    }

    /** Where the value begins that has its length there (the high half), and the length. */
    private static long length(byte[] data, int at) {
        int length = 0;
        int from = at;
        for (int shift = 0; shift < 35; shift += 7) {
            if (from >= data.length) {
                return (data.length + 1L) << Integer.SIZE;
            }
            byte part = data[from++];
            length |= (part & 0x7f) << shift;
            if (part >= 0) {
                return length < 0 ? (data.length + 1L) << Integer.SIZE : (long) from << Integer.SIZE | length;
            }
        }
        throw new IllegalArgumentException("a length in the block is no number");
    }

    public Columns columns() {
        return columns;
    }

    /** How many there are. */
    public int count() {
        return starts.length - 1;
    }

    byte[] data() {
        return data;
    }

    /** The row's record. */
    public UUID record(int row) {
        return new UUID(number(starts[row]), number(starts[row] + Long.BYTES));
    }

    private long number(int at) {
        long number = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            number = number << 8 | (data[at + i] & 0xff);
        }
        return number;
    }

    /** Puts the row's values into cells, by the order of the columns. */
    public void read(int row, Cells into) {
        int nulls = starts[row] + UUID_BYTES;
        int at = nulls + columns.nullBytes();
        for (int i = 0; i < columns.names().size(); i++) {
            if (isNull(data, nulls, i)) {
                into.setNull(i);
            } else {
                long value = length(data, at);
                int start = (int) (value >>> Integer.SIZE);
                into.set(i, data, start, (int) value);
                at = start + (int) value;
            }
        }
    }

    /** Those rows whose record the test lets through. */
    public BlockRows only(Predicate<UUID> test) {
        Builder kept = new Builder(columns);
        for (int row = 0; row < count(); row++) {
            if (test.test(record(row))) {
                kept.add(Arrays.copyOfRange(data, starts[row], starts[row + 1]));
            }
        }
        return kept.build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockRows rows && columns.equals(rows.columns) && Arrays.equals(data, rows.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return count() + " rows of " + columns.names();
    }

    /** Puts rows together. */
    public static final class Builder {
        private static final int LONGEST_LENGTH = 5;

        private final Columns columns;
        private byte[] data = new byte[1024];
        private int[] starts = new int[64];
        private int size;
        private int count;

        /** For rows with these columns. */
        public Builder(Columns columns) {
            this.columns = columns;
        }

        /** Adds a row. */
        public void add(UUID record, Cells cells) {
            begin();
            int nulls = size + UUID_BYTES;
            room(UUID_BYTES + columns.nullBytes());
            number(record.getMostSignificantBits());
            number(record.getLeastSignificantBits());
            Arrays.fill(data, nulls, nulls + columns.nullBytes(), (byte) 0);
            size = nulls + columns.nullBytes();
            for (int i = 0; i < columns.names().size(); i++) {
                if (cells.isNull(i)) {
                    data[nulls + i / 8] |= (byte) (1 << i % 8);
                } else {
                    value(cells.array(i), cells.start(i), cells.length(i));
                }
            }
        }

        /** Adds a row as {@link #one} gave it. */
        public void add(byte[] row) {
            begin();
            room(row.length);
            System.arraycopy(row, 0, data, size, row.length);
            size += row.length;
        }

        /** A row by itself. */
        public static byte[] one(Columns columns, UUID record, Cells cells) {
            Builder builder = new Builder(columns);
            builder.add(record, cells);
            return Arrays.copyOf(builder.data, builder.size);
        }

        private void begin() {
            if (count + 1 >= starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            starts[count++] = size;
        }

        private void value(byte[] bytes, int start, int length) {
            room(length + LONGEST_LENGTH);
            int left = length;
            while (left >= 0x80) {
                data[size++] = (byte) (left | 0x80);
                left >>>= 7;
            }
            data[size++] = (byte) left;
            System.arraycopy(bytes, start, data, size, length);
            size += length;
        }

        private void number(long number) {
            for (int shift = 56; shift >= 0; shift -= 8) {
                data[size++] = (byte) (number >> shift);
            }
        }

        private void room(int bytes) {
            if (size + bytes > data.length) {
                data = Arrays.copyOf(
                        data, (int) Math.max((long) size + bytes, Math.min(2L * data.length, Integer.MAX_VALUE - 8)));
            }
        }

        /** How many bytes the rows have so far. */
        public int size() {
            return size;
        }

        public int count() {
            return count;
        }

        /** The rows. */
        public BlockRows build() {
            starts[count] = size;
            return new BlockRows(columns, Arrays.copyOf(data, size), Arrays.copyOf(starts, count + 1));
        }
    }
}
