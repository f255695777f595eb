package dev.parley.cli;

import dev.parley.site.Alerts;
import dev.parley.site.Site;
import dev.parley.site.UnknownException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/** {@code parley alerts}. */
@Command(
        name = "alerts",
        description = {
            "Sends a trial alert by each channel that parley.yaml names, to see whether it gets there. Exits with 1 if"
                    + " one does not."
        })
final class AlertsCommand extends SiteCommand {

    AlertsCommand(Shell shell) {
        super(shell);
    }

    @Override
    int run(Site site) {
        Alerts alerts = new Alerts(site);
        if (!alerts.isOn()) {
            throw new UnknownException(
                    "Nobody is told of problems at this site: parley.yaml has no `alerts:`.",
                    "docs/configuration.md tells how to have e-mail or a webhook.");
        }
        Map<String, Optional<String>> outcome = new TreeMap<>(alerts.trial());
        Json json = new Json();
        outcome.forEach(json::with);
        shell().print(json, () -> outcome.forEach((channel, failure) -> say(channel + ": " + failure.orElse("sent"))));
        return outcome.values().stream().allMatch(Optional::isEmpty) ? Exit.OK : Exit.FAILED;
    }
}
