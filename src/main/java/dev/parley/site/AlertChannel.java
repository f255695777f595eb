package dev.parley.site;

import java.io.IOException;

/** A way to tell people of problems. */
interface AlertChannel {

    /** A stable word for it, under which is kept what was told. */
    String name();

    /**
     * Tells.
     *
     * @throws IOException if it did not get there, with why; never with a secret
     */
    void send(AlertMessage message) throws IOException;
}
