package dev.parley.store;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.client.ColumnDecoder;
import org.mariadb.jdbc.client.Context;
import org.mariadb.jdbc.client.DataType;
import org.mariadb.jdbc.client.ReadableByteBuf;
import org.mariadb.jdbc.client.socket.Writer;
import org.mariadb.jdbc.client.util.MutableInt;
import org.mariadb.jdbc.plugin.Codec;

/** Reads a {@link MariaDbTime}; the driver finds it as a service. */
public final class MariaDbTimeCodec implements Codec<MariaDbTime> {

    @Override
    public String className() {
        return MariaDbTime.class.getName();
    }

    @Override
    public boolean canDecode(ColumnDecoder column, Class<?> type) {
        return type == MariaDbTime.class;
    }

    @Override
    public boolean canEncode(Object value) {
        return false;
    }

    @Override
    public MariaDbTime decodeText(
            ReadableByteBuf buffer,
            MutableInt length,
            ColumnDecoder column,
            @Nullable Calendar calendar,
            Context context) {
        return new MariaDbTime(buffer.readAscii(length.get()));
    }

    @Override
    public MariaDbTime decodeBinary(
            ReadableByteBuf buffer,
            MutableInt length,
            ColumnDecoder column,
            @Nullable Calendar calendar,
            Context context)
            throws SQLDataException {
        throw new SQLDataException("a time is read from the text protocol alone, not as " + DataType.DATETIME);
    }

    @Override
    public void encodeText(Writer to, Context context, Object value, Calendar calendar, Long length)
            throws SQLException {
        throw new SQLException("a time is written as a string");
    }

    @Override
    public int getApproximateTextProtocolLength(Object value, Long length) {
        return 0;
    }

    @Override
    public void encodeBinary(Writer to, Context context, Object value, Calendar calendar, Long length)
            throws SQLException {
        throw new SQLException("a time is written as a string");
    }

    @Override
    public int getBinaryEncodeType() {
        return DataType.STRING.get();
    }
}
