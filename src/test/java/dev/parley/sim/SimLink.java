package dev.parley.sim;

/** A link, with its number at each end. */
record SimLink(SimSite one, long idAtOne, SimSite other, long idAtOther) {

    SimSite from(SimSite site) {
        return site == one ? other : one;
    }

    long idAt(SimSite site) {
        return site == one ? idAtOne : idAtOther;
    }

    @Override
    public String toString() {
        return one.name() + "-" + other.name();
    }
}
