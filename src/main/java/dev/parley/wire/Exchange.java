package dev.parley.wire;

import java.util.List;

/**
 * The command {@code changes}: what is new here goes out, what is new there comes back, in one request.
 *
 * @param myDigest digest of the sender's catalogue
 * @param yourDigest digest of the receiver's catalogue as the sender knows it
 * @param from where in the sender's feed these packets begin: what the sender believes that the receiver has
 * @param upTo where in the sender's feed they end; equal to {@code from} where the sender pushes nothing
 * @param since what the sender has of the receiver's feed
 * @param pull whether the sender wants what is new at the receiver
 * @param limit how many changes it takes at most
 * @param needs records of which the sender lacks changes and that it wants whole
 * @param known what the sender has said of records in doubt
 * @param packets what is new at the sender
 */
public record Exchange(
        String myDigest,
        String yourDigest,
        Checkpoint from,
        Checkpoint upTo,
        Checkpoint since,
        boolean pull,
        int limit,
        List<RecordName> needs,
        Known known,
        List<Packet> packets) {

    /** Takes copies that nobody can alter. */
    public Exchange {
        needs = List.copyOf(needs);
        packets = List.copyOf(packets);
    }

    /** Where nothing was in doubt. */
    public Exchange(
            String myDigest,
            String yourDigest,
            Checkpoint from,
            Checkpoint upTo,
            Checkpoint since,
            boolean pull,
            int limit,
            List<RecordName> needs,
            List<Packet> packets) {
        this(myDigest, yourDigest, from, upTo, since, pull, limit, needs, Known.NOTHING, packets);
    }

    /** Whether the sender has something for the receiver, be it only how far it has come. */
    public boolean pushes() {
        return !upTo.equals(from) || !packets.isEmpty();
    }

    /** What is asked next, once all up to that place has come, by somebody who pushes nothing meanwhile. */
    public Exchange after(Checkpoint received) {
        return new Exchange(myDigest, yourDigest, from, from, received, pull, limit, List.of(), List.of());
    }

    /**
     * The answer.
     *
     * @param outcome whether the changes were taken, or what has to be done first
     * @param received what the answering site has of the asker's feed now; the asker goes on from there
     * @param upTo where in the answering site's feed its packets end
     * @param more whether there is more after that
     * @param load whether a first load stands between, so that the asker should compare all records
     * @param needs records of which the answering site lacks changes and that it wants pushed whole
     * @param later records that the asker needs and for which there was no room: it is to ask for them again
     * @param doubts records of the answering site that packets resemble: the asker is to say first which of them it has
     * @param taken what became of the packets that were sent
     * @param packets what is new at the answering site, and what the asker needed whole
     */
    public record Reply(
            Outcome outcome,
            Checkpoint received,
            Checkpoint upTo,
            boolean more,
            boolean load,
            List<RecordName> needs,
            List<RecordName> later,
            List<RecordName> doubts,
            Taken taken,
            List<Packet> packets) {

        /** Takes copies that nobody can alter. */
        public Reply {
            needs = List.copyOf(needs);
            later = List.copyOf(later);
            doubts = List.copyOf(doubts);
            packets = List.copyOf(packets);
        }

        /** With room for all that the asker needs. */
        public Reply(
                Outcome outcome,
                Checkpoint received,
                Checkpoint upTo,
                boolean more,
                boolean load,
                List<RecordName> needs,
                Taken taken,
                List<Packet> packets) {
            this(outcome, received, upTo, more, load, needs, List.of(), List.of(), taken, packets);
        }

        /** Where nothing was taken, since that is not said of these records. */
        public static Reply inDoubt(Checkpoint received, Checkpoint since, List<RecordName> doubts) {
            return new Reply(
                    Outcome.IN_DOUBT,
                    received,
                    since,
                    false,
                    false,
                    List.of(),
                    List.of(),
                    doubts,
                    Taken.NOTHING,
                    List.of());
        }

        /** The same, but there was no room for these. */
        public Reply withLater(List<RecordName> missing) {
            return new Reply(outcome, received, upTo, more, load, needs, missing, doubts, taken, packets);
        }

        /** The same, but there is more after it. */
        public Reply withMore() {
            return new Reply(outcome, received, upTo, true, load, needs, later, doubts, taken, packets);
        }
    }

    /** How an exchange ended. */
    public enum Outcome {
        /** Packets were taken and answered. */
        DONE,
        /** Nothing was taken: a catalogue has changed since the last handshake; shake hands again. */
        HANDSHAKE_NEEDED,
        /** Nothing was taken: {@code from} is not what the answering site has; go on from {@code received}. */
        RESUME_FROM_RECEIVED,
        /** Nothing was taken: checkpoints and feeds no longer belong together, or never met; compare all records. */
        COMPARE_NEEDED,
        /** Nothing was taken: something resembles records of the answering site, and the asker is to say which of these it has. */
        IN_DOUBT
    }
}
