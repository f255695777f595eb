package dev.parley.wire;

/** A receipt does not prove what it should. */
public final class ReceiptException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String hint;

    /**
     * Says why.
     *
     * @param code a stable word for programs
     * @param message what is wrong
     * @param hint what to do
     */
    public ReceiptException(String code, String message, String hint) {
        super(message);
        this.code = code;
        this.hint = hint;
    }

    /** What can't be read as a receipt at all. */
    static ReceiptException unreadable(String why) {
        return new ReceiptException(
                "receipt_unreadable",
                "This is no receipt, or not the whole of one: " + why + ".",
                "Ask for the file again, as parley verify wrote it.");
    }

    static ReceiptException unknownVersion(String version) {
        return new ReceiptException(
                "receipt_version",
                "This receipt is of version %s, and this Parley checks version %d."
                        .formatted(version, Statement.VERSION),
                "Check it with a newer Parley.");
    }

    /** A stable word for programs. */
    public String code() {
        return code;
    }

    /** What to do. */
    public String hint() {
        return hint;
    }
}
