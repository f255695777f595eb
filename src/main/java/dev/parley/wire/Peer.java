package dev.parley.wire;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The other site of a link, for the one business that the link is about: over HTTP, or in the same process. Each method is one request. All
 * throw {@link PeerException} where the other site can't be reached or refuses.
 */
public interface Peer {

    /** Shakes hands: tells what we are, learns what the other is. */
    SiteInfo info(SiteInfo mine);

    /** Sends what is new here and gets what is new there. */
    Exchange.Reply exchange(Exchange exchange);

    /** Begins a comparison of all records. */
    Comparison compare();

    /** Says of ranges of many objects whether what is held in them is the same, and if not, what is. */
    Digest.Answer digest(Digest question);

    /**
     * What the rows of these records hold, over the fields that both sites have, for people: long values cut short. Records without a row are
     * left out.
     */
    Block rows(String object, List<UUID> records);

    /**
     * Has the other site hold what its log has lost against what it knows of its records, and forget what it has kept of their fingerprints.
     */
    Taken mendLog();

    /** Has the other site hold its rows of these records, which differ, against its log; gives what it found and put right. */
    Taken mend(String object, List<UUID> records);

    /** A page of the object's records after that uuid (from the start where it is empty), at most {@code limit}. */
    Listing list(String object, Optional<UUID> after, int limit);

    /** These records, whole, with their history; where that is too much for one answer, those that come first. */
    Found get(String object, List<UUID> records);

    /** The object's records after that uuid (from the start where it is empty), whole, in order of uuid; at most {@code limit}. Empty at the end. */
    List<Packet> getFrom(String object, Optional<UUID> after, int limit);

    /**
     * A run of the object's records, for a first load.
     *
     * @param after where the block before said that this one begins; empty for the first
     */
    Block block(String object, Optional<String> after, Block.Limit limit);

    /** Gives the other site a block of records. */
    Taken load(Block block);

    /** Gives the other site records, whole, with their history; it may answer with doubts, and the records in doubt are given again. */
    default Taken push(List<Packet> packets) {
        return push(packets, Likeness.COMPARED);
    }

    /** Gives the other site records, whole, with their history, and says what those are that resemble records of its own. */
    Taken push(List<Packet> packets, Likeness likeness);

    /**
     * Ends a comparison: each side now has all that the other had when it began.
     *
     * @param mine where our feed stood when the comparison began; absent where we do not push
     * @param yours what {@link #compare} said; absent where we do not pull
     */
    void compared(Optional<Checkpoint> mine, Optional<Checkpoint> yours);

    /**
     * The same site, of which only is asked what a sync would do: nothing is noted there, and what would write is refused with {@code plan_only}. It
     * answers of all objects that it has, since nobody may have shaken hands yet.
     */
    Peer planning();

    /** The same site, where a sync is rehearsed: everything is answered, and nothing of it stays. */
    Rehearsal rehearsing(Cue cue);
}
