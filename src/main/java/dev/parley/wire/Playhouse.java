package dev.parley.wire;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Where the site of a link can be played: a play asks a peer, and nothing of what it does stays. */
public interface Playhouse {

    /** Has something played; gives what the play gives. */
    <T> T rehearse(Cue cue, Function<Peer, T> play);

    /** Has something played, and tells what it would have changed, record by record. */
    List<Foretold> foretell(Cue cue, Consumer<Peer> play);
}
