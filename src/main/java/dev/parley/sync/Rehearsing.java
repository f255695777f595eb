package dev.parley.sync;

import dev.parley.wire.Cue;
import dev.parley.wire.Foretold;
import dev.parley.wire.Peer;
import dev.parley.wire.Rehearsal;
import java.util.ArrayList;
import java.util.List;

/** A rehearsal at this site: for each request, all those before it are played again, so that nothing is held open in between. */
final class Rehearsing extends RequestPeer implements Rehearsal {

    private final LocalPeer peer;
    private final Cue cue;
    private final List<Request<?>> before = new ArrayList<>();

    Rehearsing(LocalPeer peer, Cue cue) {
        this.peer = peer;
        this.cue = cue;
    }

    @Override
    <T> T ask(Request<T> request) {
        T answer = peer.rehearse(cue, played -> {
            replay(played);
            return request.to(played);
        });
        if (request.command().leavesTraces()) {
            before.add(request);
        }
        return answer;
    }

    @Override
    public List<Foretold> effects() {
        return peer.foretell(cue, this::replay);
    }

    private void replay(Peer played) {
        for (Request<?> request : before) {
            var unused = request.to(played);
        }
    }

    @Override
    public Peer planning() {
        return peer.planning();
    }

    @Override
    public Rehearsal rehearsing(Cue other) {
        return peer.rehearsing(other);
    }
}
