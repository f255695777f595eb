package dev.parley.remote;

import dev.parley.wire.Arguments;
import dev.parley.wire.Command;
import dev.parley.wire.Cue;
import dev.parley.wire.Foretold;
import dev.parley.wire.Form;
import dev.parley.wire.Forms;
import dev.parley.wire.Line;
import dev.parley.wire.Rehearsal;
import java.util.ArrayList;
import java.util.List;

/** A rehearsal at a site that is asked over HTTP. Each request takes those along that were before it, so that the site has nothing to remember. */
final class HttpRehearsal extends HttpPeer implements Rehearsal {

    private final Arguments cue;
    private final List<Line> before = new ArrayList<>();

    HttpRehearsal(HttpPeer peer, Cue cue) {
        super(peer);
        this.cue = Arguments.NONE.with("seed", cue.seed().toString()).with("at", Long.toString(cue.at()));
    }

    @Override
    <Q, A> A ask(Command command, Arguments arguments, Form<Q> form, Q message, Form<A> answer) {
        Line line = Line.of(command, arguments, form, message);
        List<Line> script = new ArrayList<>(before);
        script.add(line);
        A told = super.ask(Command.REHEARSE, cue, Forms.SCRIPT, script, answer);
        if (command.leavesTraces()) {
            before.add(line);
        }
        return told;
    }

    @Override
    public List<Foretold> effects() {
        return super.ask(Command.REHEARSE, cue.with("effects", "1"), Forms.SCRIPT, before, Forms.FORETOLD);
    }
}
