package dev.parley.sync;

import dev.parley.wire.Block;
import dev.parley.wire.Packet;
import java.util.List;

/** What goes ahead of records, so that they find what they refer to. */
interface Parents {

    /** Nothing: where all objects are synced, they come in order. */
    Parents IN_ORDER = new Parents() {
        @Override
        public void fetch(List<Packet> children) {}

        @Override
        public void give(List<Packet> children) {}

        @Override
        public void fetch(Block children) {}

        @Override
        public void give(Block children) {}
    };

    /** Before these records are taken in here. */
    void fetch(List<Packet> children);

    /** Before these records are given. */
    void give(List<Packet> children);

    /** Before this block is taken in here. */
    void fetch(Block children);

    /** Before this block is given. */
    void give(Block children);
}
