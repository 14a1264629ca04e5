package dev.waybill.order.process;

import dev.waybill.order.process.model.Patience;
import dev.waybill.order.process.model.ProcessMap;
import dev.waybill.order.process.model.ProcessModel;
import dev.waybill.order.process.model.ProcessPaths;
import java.util.List;

/** Derives from an order's events where its process was and what it waited for, by the model that new orders follow. */
public final class ProcessReplay {

    private final ProcessMap map;
    private final ProcessPaths paths;
    private final Patience patience;

    public ProcessReplay(Patience patience) {
        ProcessModel model = ProcessModel.current();
        this.map = model.map();
        this.paths = model.paths();
        this.patience = patience;
    }

    /** After all of these moments, which are an order's from its first on. */
    public ProcessPast after(List<Moment> moments) {
        var past = new ProcessPast(map, paths);
        moments.forEach(past::go);
        return past;
    }

    /** What an order waits for after these moments, the most urgent first; none when it has ended. */
    public List<WaitingFor> waitingFor(List<Moment> moments) {
        return after(moments).waitingFor(patience);
    }
}
