package dev.waybill.order.web;

import dev.waybill.order.process.ProcessRebase;
import dev.waybill.order.process.ProcessVersions;
import dev.waybill.order.process.model.ProcessModel;
import dev.waybill.order.process.model.ProcessProperties;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Moves running orders to the newest version of their process's model. */
@RestController
class RebaseController {

    private final ProcessRebase rebase;
    private final ProcessVersions versions;

    RebaseController(ProcessRebase rebase, ProcessVersions versions) {
        this.rebase = rebase;
        this.versions = versions;
    }

    /**
     * Which orders to move.
     *
     * @param from the version that they leave; null for every older one
     * @param dryRun only says what would be moved
     * @param perSecond how many orders a second at most; null as the settings have it
     */
    record RebaseRequest(
            @Nullable @Text(optional = true) String from,

            @Nullable Boolean dryRun,

            @Nullable @Min(1) @Max(ProcessProperties.MOST_PER_SECOND)
            Integer perSecond) {}

    /** What is moved from now on, or would be: the orders of each older version, and where they wait. */
    @PostMapping("/api/processes/{key}/rebase")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ProcessRebase.Plan rebase(@PathVariable String key, @Valid @RequestBody RebaseRequest request) {
        known(key);
        String from = request.from();
        if (from != null && (ProcessModel.of(from).isEmpty() || !versions.isOutdated(from))) {
            throw ProblemException.unprocessable(
                    "unknown-version",
                    "orders leave an older version of the process, which " + from + " is not: they are to follow "
                            + versions.target(),
                    "from");
        }
        ProcessRebase.Plan plan = rebase.plan(from);
        if (!Boolean.TRUE.equals(request.dryRun())) {
            rebase.begin(from, request.perSecond());
        }
        return plan;
    }

    /** How far the newest rebase of this process is. */
    @GetMapping("/api/processes/{key}/rebase")
    ProcessRebase.RebaseState state(@PathVariable String key) {
        known(key);
        return rebase.state();
    }

    private static void known(String key) {
        if (!key.equals(ProcessModel.KEY)) {
            throw ProblemException.notFound("process " + key);
        }
    }
}
