package dev.waybill.order.web;

import dev.waybill.order.process.model.ProcessMap;
import dev.waybill.order.process.model.ProcessModel;
import dev.waybill.platform.web.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The process's model: its diagram, and where orders wait by it. */
@RestController
class ProcessController {

    private final ProcessModel current = ProcessModel.current();
    private final ProcessMap newest = current.map();

    /** The model's text: of a resource, Spring would also answer with ranges, and with all of it to one that cannot be. */
    @GetMapping(path = "/api/processes/{key}.bpmn", produces = MediaType.APPLICATION_XML_VALUE)
    ResponseEntity<byte[]> diagram(@PathVariable String key) {
        known(key);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_XML).body(current.xml());
    }

    /** The waiting tasks of one version of the model, also of a retired one: the states of orders in which each is active. */
    @GetMapping("/api/processes/{key}/{version}/map")
    ProcessMap map(@PathVariable String key, @PathVariable String version) {
        known(key);
        return version.equals(newest.version())
                ? newest
                : ProcessModel.of(version)
                        .orElseThrow(() -> ProblemException.notFound("version " + version + " of process " + key))
                        .map();
    }

    private static void known(String key) {
        if (!key.equals(ProcessModel.KEY)) {
            throw ProblemException.notFound("process " + key);
        }
    }
}
