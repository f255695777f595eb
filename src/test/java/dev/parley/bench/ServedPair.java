package dev.parley.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** Two sites, linked and served by the program itself, of which the shop can't be called. */
record ServedPair(ParleyProcess hosted, ParleyProcess shop) implements AutoCloseable {

    /** Sets two databases up in that folder, links and syncs them, and serves both. */
    static ServedPair start(Path folder, BenchDatabase there, BenchDatabase here) throws IOException {
        Path hosted = folder.resolve("hosted");
        Path shop = folder.resolve("shop");
        ParleyProcess.write(hosted, "hosted", there, freePort());
        ParleyProcess.write(shop, "shop", here, 0);
        ParleyProcess.run(hosted, "init");
        ParleyProcess.run(shop, "init");
        String invitation = ParleyProcess.run(hosted, "link", "invite", "--business", BenchTables.BUSINESS.toString());
        ParleyProcess atHosted = ParleyProcess.serve(hosted);
        try {
            ParleyProcess.run(shop, "link", "accept", invitation, "--direction", "bi");
            ParleyProcess.run(shop, "sync");
            return new ServedPair(atHosted, ParleyProcess.serve(shop));
        } catch (RuntimeException e) {
            atHosted.close();
            throw e;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        shop.close();
        hosted.close();
    }
}
