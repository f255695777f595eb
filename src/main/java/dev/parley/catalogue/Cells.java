package dev.parley.catalogue;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The values of one row as bytes, for work on many rows: canonical text in UTF-8, but of a BINARY field the bytes themselves. Filled anew for
 * each row; a cell is a part of an array that whoever filled it owns, so it holds until the next row.
 */
public final class Cells {

    private static final byte[] NOTHING = new byte[0];
    private static final int UUID_LENGTH = 36;

    private final byte[][] arrays;
    private final int[] starts;
    private final int[] lengths;

    /** Of so many columns, all null to begin with. */
    public Cells(int columns) {
        this.arrays = new byte[columns][];
        this.starts = new int[columns];
        this.lengths = new int[columns];
        for (int i = 0; i < columns; i++) {
            setNull(i);
        }
    }

    /** How many columns there are. */
    public int count() {
        return arrays.length;
    }

    /** Makes a cell that part of the array. */
    public void set(int column, byte[] array, int start, int length) {
        arrays[column] = array;
        starts[column] = start;
        lengths[column] = length;
    }

    /** Makes a cell that text. */
    public void set(int column, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        set(column, bytes, 0, bytes.length);
    }

    /** Makes a cell null. */
    public void setNull(int column) {
        arrays[column] = NOTHING;
        starts[column] = 0;
        lengths[column] = -1;
    }

    /** Makes a cell what a row, this one or another, has in that column. */
    public void copy(int column, Cells from, int other) {
        set(column, from.arrays[other], from.starts[other], from.lengths[other]);
    }

    /** Whether the cell is the database's null. */
    public boolean isNull(int column) {
        return lengths[column] < 0;
    }

    /** The array in which the cell stands. */
    public byte[] array(int column) {
        return arrays[column];
    }

    /** Where in its array the cell begins. */
    public int start(int column) {
        return starts[column];
    }

    /** How many bytes the cell has; a null has none. */
    public int length(int column) {
        return Math.max(0, lengths[column]);
    }

    /** The cell as text; of a null, empty. */
    public String text(int column) {
        return new String(arrays[column], starts[column], length(column), StandardCharsets.UTF_8);
    }

    /** The cell as text, where it is known to be ASCII. */
    public String ascii(int column) {
        return new String(arrays[column], starts[column], length(column), StandardCharsets.ISO_8859_1);
    }

    /**
     * The cell as a uuid.
     *
     * @throws IllegalArgumentException if it is none
     */
    public UUID uuid(int column) {
        byte[] bytes = arrays[column];
        int start = starts[column];
        if (lengths[column] != UUID_LENGTH) {
            return UUID.fromString(ascii(column));
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < UUID_LENGTH; i++) {
            int digit = Character.digit(bytes[start + i], 16);
            if (digit < 0) {
                if (bytes[start + i] == '-' && (i == 8 || i == 13 || i == 18 || i == 23)) {
                    continue;
                }
                return UUID.fromString(ascii(column));
            }
            if (i < 18) {
                high = high << 4 | digit;
            } else {
                low = low << 4 | digit;
            }
        }
        return new UUID(high, low);
    }
}
