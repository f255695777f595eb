package dev.parley.sync;

import dev.parley.store.RecordIndex.Touched;
import dev.parley.wire.RecordName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The records of which changes are missing here, and which the other site of the link may give. A shared record that is not of the business any more
 * is not among them: the other site gives nothing of it, so it would be asked for at each sync for ever. Should it be of the business again, it is
 * asked for again.
 */
final class Lacking {

    private static final int PAGE = 200;

    private final Work work;

    Lacking(Work work) {
        this.work = work;
    }

    /** The first of them, in the order of object and uuid; at most so many. */
    List<RecordName> first(int limit) throws SQLException {
        List<RecordName> names = new ArrayList<>();
        String object = "";
        String record = "";
        boolean more = true;
        while (more && names.size() < limit) {
            List<Touched> page =
                    work.index.incomplete(work.scope.business().toString(), object, record, Math.max(PAGE, limit));
            names.addAll(given(page));
            more = page.size() == Math.max(PAGE, limit);
            if (more) {
                Touched last = page.get(page.size() - 1);
                object = last.object();
                record = last.record().toString();
            }
        }
        return names.size() <= limit ? names : names.subList(0, limit);
    }

    private List<RecordName> given(List<Touched> incomplete) throws SQLException {
        Map<String, List<UUID>> shared = new HashMap<>();
        for (Touched touched : incomplete) {
            if (isShared(touched)) {
                shared.computeIfAbsent(touched.object(), name -> new ArrayList<>())
                        .add(touched.record());
            }
        }
        Map<String, Set<UUID>> members = new HashMap<>();
        for (Map.Entry<String, List<UUID>> of : shared.entrySet()) {
            members.put(of.getKey(), work.members(work.catalogue.require(of.getKey()), of.getValue()));
        }
        return incomplete.stream()
                .filter(touched -> !isShared(touched)
                        || members.getOrDefault(touched.object(), Set.of()).contains(touched.record()))
                .map(touched -> new RecordName(touched.object(), touched.record()))
                .toList();
    }

    private boolean isShared(Touched touched) {
        return work.catalogue.objects().stream()
                .anyMatch(object -> object.isShared() && object.name().equals(touched.object()));
    }
}
