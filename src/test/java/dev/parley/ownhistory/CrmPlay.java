package dev.parley.ownhistory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What people do at random in the application of a site, from a seed. */
final class CrmPlay {

    private static final List<String> FIELDS =
            List.of("name", "phone", "notes", "status", "credit", "birthdate", "salesrep_id");

    private final CrmSite site;
    private final String prefix;
    private final List<String> shared;
    private final List<String> addresses = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final Random random;
    private int count;

    /** At that site; records that it adds are known to the others by {@code shared}. */
    CrmPlay(CrmSite site, String prefix, List<String> shared, long seed) {
        this.site = site;
        this.prefix = prefix;
        this.shared = shared;
        this.random = new Random(seed);
    }

    /** Does so many things. */
    void play(int steps) {
        for (int step = 0; step < steps; step++) {
            site.as(random.nextBoolean() ? "ann" : random.nextInt(4) == 0 ? "nobody" : "ben");
            switch (random.nextInt(12)) {
                case 0, 1 -> add();
                case 2 -> address();
                case 3 -> delete();
                case 4 -> site.setting("key" + random.nextInt(3), value());
                case 5 -> unlogged();
                case 6 -> file();
                case 7 -> pointElsewhere();
                default -> edit();
            }
        }
    }

    private void add() {
        String name = prefix + "customer" + count++;
        site.add(Crm.CUSTOMERS, name, fields(1 + random.nextInt(4), "name"));
        shared.add(name);
    }

    private void address() {
        any().ifPresent(customer -> {
            String name = prefix + "address" + count++;
            site.add(Crm.ADDRESSES, name, Map.of("customer_id", "@customer:" + customer, "city", value()));
            addresses.add(name);
        });
    }

    private void file() {
        String name = prefix + "file" + count++;
        site.add(Crm.FILES, name, pointer());
        files.add(name);
    }

    /** Now and then several times, of which only the last is to be seen in the row. */
    private void pointElsewhere() {
        List<String> there =
                files.stream().filter(name -> site.has(Crm.FILES, name)).toList();
        if (!there.isEmpty()) {
            String file = there.get(random.nextInt(there.size()));
            for (int times = random.nextInt(3); times >= 0; times--) {
                site.set(Crm.FILES, file, pointer());
            }
        }
    }

    /** What a file is of, which the application writes down in one order or the other. */
    private Map<String, String> pointer() {
        List<String> there =
                addresses.stream().filter(name -> site.has(Crm.ADDRESSES, name)).toList();
        Optional<String> customer = any();
        boolean address = random.nextBoolean() && !there.isEmpty();
        String object = address ? Crm.ADDRESS : customer.isPresent() ? Crm.CUSTOMER : "";
        String id = address
                ? "@address:" + there.get(random.nextInt(there.size()))
                : customer.map(name -> "@customer:" + name).orElse("0");
        Map<String, String> pointer = new LinkedHashMap<>();
        boolean first = random.nextBoolean();
        pointer.put(first ? "object" : "object_id", first ? object : id);
        pointer.put(first ? "object_id" : "object", first ? id : object);
        return pointer;
    }

    private void delete() {
        any().ifPresent(customer -> {
            site.deleteAddresses(customer);
            if (random.nextInt(3) > 0) {
                site.delete(Crm.CUSTOMERS, customer);
            } else {
                // What its application forgot to write down.
                site.run(List.of("delete from ciniki_customers where uuid = '%s'".formatted(CrmSite.uuid(customer))));
            }
        });
    }

    private void edit() {
        any().ifPresent(customer -> site.set(Crm.CUSTOMERS, customer, fields(1 + random.nextInt(3), "phone")));
    }

    /** A write of which the history says nothing, or something else. */
    private void unlogged() {
        any().ifPresent(customer -> {
            List<String> statements = new ArrayList<>(site.setting(Crm.CUSTOMERS, customer, fields(2, "status")));
            if (random.nextBoolean()) {
                statements.remove(statements.size() - 1);
            }
            // A field that no entry speaks of.
            statements.add("update ciniki_customers set notes = '%s' where uuid = '%s'"
                    .formatted(value(), CrmSite.uuid(customer)));
            site.run(statements);
        });
    }

    private Optional<String> any() {
        List<String> there =
                shared.stream().filter(name -> site.has(Crm.CUSTOMERS, name)).toList();
        return there.isEmpty() ? Optional.empty() : Optional.of(there.get(random.nextInt(there.size())));
    }

    private Map<String, String> fields(int number, String first) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(first, field(first));
        while (fields.size() < number) {
            String field = FIELDS.get(random.nextInt(FIELDS.size()));
            fields.putIfAbsent(field, field(field));
        }
        return fields;
    }

    private String field(String name) {
        return switch (name) {
            case "status" -> Integer.toString(random.nextInt(5) * 10);
            case "credit" -> Integer.toString(random.nextInt(1000));
            case "birthdate" -> "19%02d-03-%02d".formatted(random.nextInt(100), 1 + random.nextInt(28));
            case "salesrep_id" -> List.of("@user:ann", "@user:ben", "0").get(random.nextInt(3));
            default -> value();
        };
    }

    private String value() {
        return random.nextInt(8) == 0 ? "" : "%s %d 東京".formatted(prefix, random.nextInt(100_000));
    }
}
