package dev.waybill.platform.operations;

import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.projection.ProjectionRunner;
import dev.waybill.platform.projection.ProjectionRunner.Rebuilt;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Refuses;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The projections of this process's contexts: how far behind each is, and how to rebuild one. */
@RestController
class ProjectionController {

    /**
     * How far a projection is.
     *
     * @param at the place of the last event that it has read
     * @param lagSeconds the age of the oldest committed event that it has not read; 0 for none
     * @param rebuiltTo how far its rebuild has come; absent when there is none
     * @param rebuilt when this process last finished a rebuild, and in how many rows the old view was different
     */
    record ProjectionJson(
            String context,
            String name,
            String at,
            double lagSeconds,
            @Nullable String rebuiltTo,
            @Nullable Rebuilt rebuilt) {}

    private final List<ContextRuntime> contexts;

    ProjectionController(List<ContextRuntime> contexts) {
        this.contexts = contexts;
    }

    @GetMapping("/api/projections")
    List<ProjectionJson> projections() {
        return contexts.stream()
                .flatMap(context -> context.projections().stream().map(runner -> json(context, runner)))
                .toList();
    }

    @PostMapping("/api/projections/{context}/{name}/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Refuses(HttpStatus.CONFLICT)
    ProjectionJson rebuild(@PathVariable String context, @PathVariable String name) {
        for (ContextRuntime parts : contexts) {
            for (ProjectionRunner runner : parts.projections()) {
                if (parts.name().equals(context) && runner.name().equals(name)) {
                    return begun(parts, runner);
                }
            }
        }
        throw ProblemException.notFound("projection " + name + " of " + context + " in this process");
    }

    private static ProjectionJson begun(ContextRuntime context, ProjectionRunner runner) {
        if (!runner.rebuild()) {
            throw ProblemException.conflict(
                    "already-rebuilding",
                    runner.name() + " is being rebuilt; GET /api/projections shows how far it has come");
        }
        return json(context, runner);
    }

    private static ProjectionJson json(ContextRuntime context, ProjectionRunner runner) {
        var state = runner.state();
        return new ProjectionJson(
                context.name(),
                state.name(),
                state.at().toString(),
                state.lag().toMillis() / 1000.0,
                state.rebuiltTo() == null ? null : state.rebuiltTo().toString(),
                state.rebuilt());
    }
}
