package dev.waybill.platform.operations;

import dev.waybill.platform.context.ContextRuntime;
import dev.waybill.platform.messaging.DiscardedMessage;
import dev.waybill.platform.messaging.EarlyMessage;
import dev.waybill.platform.messaging.Lanes;
import dev.waybill.platform.messaging.Lanes.Result;
import dev.waybill.platform.messaging.ParkedMessage;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The messages that this process's contexts could not handle, and what an operator does about them. */
@RestController
class ParkedMessageController {

    /** Why a message need not be handled. */
    record DiscardRequest(@NotBlank @Text String reason) {}

    @FunctionalInterface
    private interface Action {
        Optional<Result> on(Lanes lanes, long id);
    }

    private final List<ContextRuntime> contexts;

    ParkedMessageController(List<ContextRuntime> contexts) {
        this.contexts = contexts;
    }

    @GetMapping("/api/parked-messages")
    List<ParkedMessage> parked(@RequestParam(defaultValue = "200") @Min(1) @Max(200) int limit) {
        return contexts.stream()
                .flatMap(context -> context.lanes().parked(limit).stream())
                .sorted(Comparator.comparing(ParkedMessage::parkedAt))
                .limit(limit)
                .map(ParkedMessage::summary)
                .toList();
    }

    @GetMapping("/api/parked-messages/{id}")
    ParkedMessage parked(@PathVariable String id) {
        return lanes(id).flatMap(lanes -> lanes.parked(number(id))).orElseThrow(() -> unknown(id));
    }

    @GetMapping("/api/parked-messages/early")
    List<EarlyMessage> early(@RequestParam(defaultValue = "200") @Min(1) @Max(200) int limit) {
        return contexts.stream()
                .flatMap(context -> context.lanes().early(limit).stream())
                .sorted(Comparator.comparing(EarlyMessage::since))
                .limit(limit)
                .toList();
    }

    @GetMapping("/api/parked-messages/discarded")
    List<DiscardedMessage> discarded(@RequestParam(defaultValue = "200") @Min(1) @Max(200) int limit) {
        return contexts.stream()
                .flatMap(context -> context.lanes().discarded(limit).stream())
                .sorted(Comparator.comparing(DiscardedMessage::discardedAt).reversed())
                .limit(limit)
                .toList();
    }

    @PostMapping("/api/parked-messages/{id}/redrive")
    Result redrive(@PathVariable String id) {
        return act(id, (lanes, number) -> lanes.redrive(number, id));
    }

    @PostMapping("/api/parked-messages/{id}/discard")
    Result discard(@PathVariable String id, @RequestBody @Valid DiscardRequest request, CurrentUser user) {
        return act(id, (lanes, number) -> lanes.discard(number, id, request.reason(), user.name()));
    }

    private Result act(String id, Action action) {
        return action.on(lanes(id).orElseThrow(() -> unknown(id)), number(id)).orElseThrow(() -> unknown(id));
    }

    private Optional<Lanes> lanes(String id) {
        return contexts.stream()
                .filter(context -> id.matches(context.name() + "-\\d{1,18}"))
                .findFirst()
                .map(ContextRuntime::lanes);
    }

    private static long number(String id) {
        return Long.parseLong(id.substring(id.indexOf('-') + 1));
    }

    private static ProblemException unknown(String id) {
        return ProblemException.notFound("parked message " + id + " of a context of this process");
    }
}
