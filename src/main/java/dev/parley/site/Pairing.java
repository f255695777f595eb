package dev.parley.site;

import dev.parley.store.Businesses;
import dev.parley.store.Link;
import dev.parley.store.Link.Direction;
import dev.parley.store.Link.Status;
import dev.parley.store.Links;
import dev.parley.store.Links.NewLink;
import dev.parley.store.SiteIdentity;
import dev.parley.store.Tx;
import dev.parley.wire.Invitation;
import dev.parley.wire.LinkAnswer;
import dev.parley.wire.LinkKey;
import dev.parley.wire.LinkOffer;
import dev.parley.wire.SiteKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes links: one site invites, the other takes the invitation up. */
public final class Pairing {

    /** Of a site that is not known yet. */
    static final UUID NOBODY = new UUID(0, 0);

    private static final int BUSINESSES_NAMED = 5;

    private final Site site;

    /** At that site. */
    public Pairing(Site site) {
        this.site = site;
    }

    /** An invitation, and the link that it is for. */
    public record Invited(Link link, Invitation invitation) {}

    /**
     * Makes a link that waits for another site to take up the invitation. The invitation is given this once: the key in it is never shown
     * again.
     *
     * @param name what to call the link here; where it is empty, it will be called after the site that takes it up
     * @param random a source that is fit for secrets
     */
    public Invited invite(UUID business, Optional<String> name, RandomGenerator random) {
        SiteIdentity self = site.identity();
        if (site.config().url().isEmpty()) {
            throw new ConfigurationException(
                    "This site has no URL, so no invitation could lead to it.",
                    "Write `url:` under `site:` in " + site.config().file()
                            + ": where other sites reach this one. Or invite from the other site.");
        }
        String businessName = businessName(business);
        LinkKey key = LinkKey.random(random);
        Link link = site.withLinks(links -> links.add(new NewLink(
                uuid(key),
                business,
                name.isPresent() ? free(links, name.get()) : LinkNames.ofInvitation(links.all()),
                Direction.BI,
                Status.INVITED,
                "",
                NOBODY,
                "",
                key.id(),
                key.secretText())));
        return new Invited(
                link,
                new Invitation(
                        URI.create(site.config().url()),
                        business,
                        businessName,
                        key,
                        self.site(),
                        self.name(),
                        Optional.of(new Keys(site).own().publicHalf())));
    }

    /**
     * Takes up another site's invitation. Where it broke off, it can be done again.
     *
     * @param direction which way records are to go, as seen from here
     * @param name what to call the link here; where it is empty, it is called after the other site
     */
    public Link accept(Invitation invitation, Direction direction, Optional<String> name, Remotes remotes) {
        SiteIdentity self = site.identity();
        if (invitation.site().equals(self.site())) {
            throw new UnknownException(
                    "This invitation is from this very site.", "Take it up at the other site, with its --config.");
        }
        refuseKnown(invitation, name);
        // The invitation came by way of people, so its word counts before that of who answers.
        site.database().inTransaction(tx -> meet(tx, invitation.site(), invitation.siteName(), invitation.siteKey()));
        new OneBusiness(site).adopt(invitation.business());
        if (direction == Direction.PUSH) {
            businessName(invitation.business());
        }
        Remotes.Remote other = remotes.at(invitation.url(), invitation.business(), invitation.key());
        LinkAnswer answer = other.link(new LinkOffer(
                self.site(),
                self.name(),
                site.config().url(),
                dev.parley.wire.Direction.ofWord(direction.word()),
                Optional.of(new Keys(site).own().publicHalf())));
        site.database().inTransaction(tx -> meet(tx, answer.site(), answer.siteName(), answer.key()));
        return site.withLinks(links -> links.add(new NewLink(
                uuid(invitation.key()),
                answer.business(),
                name.isPresent() ? free(links, name.get()) : LinkNames.ofSite(links.all(), answer.siteName()),
                Direction.ofWord(answer.direction().word()),
                Status.ACTIVE,
                invitation.url().toString(),
                answer.site(),
                answer.siteName(),
                invitation.key().id(),
                invitation.key().secretText())));
    }

    private boolean meet(Tx tx, UUID other, String name, Optional<SiteKey> said) throws SQLException {
        Optional<SiteKey> known = new Keys(site).meet(tx, other, said);
        if (known.isPresent()) {
            throw new UnknownException(
                    "%s signs with another key than this site knows it by (known is %s)."
                            .formatted(name, known.get().fingerprint()),
                    "Ask the people there. If they have renewed it: parley key trust %s KEY, with the key that parley key show prints there."
                            .formatted(other));
        }
        return true;
    }

    private void refuseKnown(Invitation invitation, Optional<String> name) {
        List<Link> links = site.links();
        Optional<Link> known = links.stream()
                .filter(link -> link.keyId().equals(invitation.key().id()))
                .findFirst();
        if (known.isPresent()) {
            throw new UnknownException(
                    "This site has taken up this invitation already: it is link %s."
                            .formatted(known.get().name()),
                    "parley link list shows it.");
        }
        Optional<Link> same = links.stream()
                .filter(link -> link.remoteSite().equals(invitation.site())
                        && link.business().equals(invitation.business()))
                .findFirst();
        if (same.isPresent()) {
            throw new UnknownException(
                    "This business is linked with %s already, by link %s."
                            .formatted(invitation.siteName(), same.get().name()),
                    "To link it anew, remove that link at both sites first, with parley link remove.");
        }
        // Before the other site is called, so that its invitation is not used up for nothing.
        name.ifPresent(wanted -> refuseTaken(links, wanted));
    }

    private static String free(Links links, String name) throws SQLException {
        refuseTaken(links.all(), name);
        return name;
    }

    private static void refuseTaken(List<Link> links, String name) {
        if (name.isBlank() || links.stream().anyMatch(link -> link.name().equals(name))) {
            throw new UnknownException(
                    name.isBlank() ? "A link can't have an empty name." : "There is a link %s already.".formatted(name),
                    "Choose another with --name.");
        }
    }

    /** The same at both sites, since both know the key's id. */
    private static UUID uuid(LinkKey key) {
        return UUID.nameUUIDFromBytes(("parley-link:" + key.id()).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The one business of this site.
     *
     * @throws UnknownException if it has none, or more than one
     */
    public UUID onlyBusiness() {
        return site.database().reading(tx -> {
            Businesses businesses = new Businesses(tx, site.catalogue());
            List<UUID> uuids = businesses.all(2);
            if (uuids.size() != 1) {
                throw new UnknownException(
                        uuids.isEmpty()
                                ? "There is no business at this site yet."
                                : "This site has several businesses. Say which to share, with --business UUID.",
                        known(businesses));
            }
            return uuids.get(0);
        });
    }

    private String businessName(UUID business) {
        return site.database().reading(tx -> {
            Businesses businesses = new Businesses(tx, site.catalogue());
            if (businesses.id(business).isEmpty()) {
                throw new UnknownException(
                        "There is no business %s at this site.".formatted(business), known(businesses));
            }
            return businesses.name(business);
        });
    }

    private static String known(Businesses businesses) throws SQLException {
        List<UUID> uuids = businesses.all(BUSINESSES_NAMED);
        if (uuids.isEmpty()) {
            return "It has no business at all yet.";
        }
        StringBuilder names = new StringBuilder();
        for (UUID uuid : uuids) {
            String name = businesses.name(uuid);
            names.append(names.isEmpty() ? "" : ", ").append(uuid);
            names.append(name.isEmpty() ? "" : " (" + name + ")");
        }
        return "Those here are " + names + (uuids.size() == BUSINESSES_NAMED ? " …" : ".");
    }
}
