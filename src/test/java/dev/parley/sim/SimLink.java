package dev.parley.sim;

import dev.parley.store.Link.Direction;

/**
 * A link, with its number at each end.
 *
 * @param direction which way it goes, as the first site sees it
 */
record SimLink(SimSite one, long idAtOne, SimSite other, long idAtOther, Direction direction) {

    SimSite from(SimSite site) {
        return site == one ? other : one;
    }

    long idAt(SimSite site) {
        return site == one ? idAtOne : idAtOther;
    }

    /** A site from which records go to the other one. */
    SimSite giver() {
        return direction.pushes() ? one : other;
    }

    SimSite taker() {
        return from(giver());
    }

    /** Whether records go from that site to the other one. */
    boolean gives(SimSite site) {
        return site == one ? direction.pushes() : direction.pulls();
    }

    @Override
    public String toString() {
        String arrow =
                switch (direction) {
                    case BI -> "-";
                    case PUSH -> ">";
                    case PULL -> "<";
                };
        return one.name() + arrow + other.name();
    }
}
