package dev.parley.server;

import dev.parley.wire.Checkpoint;
import dev.parley.wire.ErrorCode;
import dev.parley.wire.Forms;
import dev.parley.wire.LinkAccess;
import dev.parley.wire.News;
import dev.parley.wire.PeerDirectory;
import dev.parley.wire.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Lets the other site wait for news, over one link or over many at once. */
final class Waits {

    private final PeerDirectory directory;
    private final Gate gate;

    Waits(PeerDirectory directory, Gate gate) {
        this.directory = directory;
        this.gate = gate;
    }

    /** Comes when there is news over one of the links, when one of them can't wait, or when the time is over. To complete it ends the waiting. */
    CompletableFuture<News> of(Caller caller, Incoming request) {
        Wait wait = request.read(Forms.WAIT);
        if (!caller.access().gives()) {
            throw ErrorCode.DIRECTION_REFUSED.refuse(
                    "Over this link nothing goes out of the answering site, so there is nothing to wait for.",
                    "Change the direction of the link.");
        }
        Map<LinkAccess, Checkpoint> links = new LinkedHashMap<>();
        links.put(caller.access(), wait.since());
        List<News.Beside> refused = new ArrayList<>();
        Set<String> keys = wait.beside().stream().map(Wait.Beside::keyId).collect(Collectors.toSet());
        Map<String, LinkAccess> known = keys.isEmpty() ? Map.of() : directory.byKeys(keys);
        for (Wait.Beside beside : wait.beside()) {
            Optional<LinkAccess> access = Optional.ofNullable(known.get(beside.keyId()));
            Optional<ErrorCode> refusal = gate.refuses(caller, request, beside, access);
            if (refusal.isPresent()) {
                refused.add(new News.Beside(
                        beside.keyId(), Optional.of(refusal.get().code())));
            } else {
                access.ifPresent(link -> links.put(link, beside.since()));
            }
        }
        if (!refused.isEmpty()) {
            // It asks again without these, and has not waited for nothing meanwhile.
            return CompletableFuture.completedFuture(new News(false, Optional.of(refused)));
        }
        return together(caller.access(), links, wait);
    }

    private static CompletableFuture<News> together(LinkAccess asking, Map<LinkAccess, Checkpoint> links, Wait wait) {
        Map<LinkAccess, CompletableFuture<Boolean>> waiting = new LinkedHashMap<>();
        CompletableFuture<News> answer = new CompletableFuture<>();
        var unused = answer.whenComplete((come, failure) -> waiting.values().forEach(news -> news.complete(false)));
        try {
            links.forEach((link, since) -> waiting.put(link, link.news(since, Duration.ofSeconds(wait.seconds()))));
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
            throw e;
        }
        // Those of which it is known already are told together.
        Set<LinkAccess> told = ConcurrentHashMap.newKeySet();
        waiting.forEach((link, news) -> {
            if (news.isDone() && !news.isCompletedExceptionally() && news.join()) {
                told.add(link);
            }
        });
        waiting.forEach((link, news) -> {
            var unusedToo = news.whenComplete((come, failure) -> {
                if (failure != null) {
                    answer.completeExceptionally(failure);
                    return;
                }
                if (come) {
                    told.add(link);
                }
                answer.complete(answer(asking, told, wait));
            });
        });
        return answer;
    }

    private static News answer(LinkAccess asking, Set<LinkAccess> told, Wait wait) {
        if (wait.beside().isEmpty()) {
            return new News(told.contains(asking));
        }
        return new News(
                told.contains(asking),
                Optional.of(told.stream()
                        .filter(link -> link != asking)
                        .map(link -> new News.Beside(link.key().id(), Optional.empty()))
                        .toList()));
    }
}
