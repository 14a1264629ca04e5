package dev.waybill.order.process;

import dev.waybill.order.process.engine.EngineDatabase;
import dev.waybill.order.process.model.ProcessModel;
import dev.waybill.order.process.model.ProcessProperties;
import dev.waybill.platform.base.Misconfigured;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** The versions of the process's model: which one orders are to follow, and which ones the running orders follow. */
public class ProcessVersions {

    private static final Comparator<String> BY_NUMBER = Comparator.comparingInt(Integer::parseInt);

    private final RepositoryService repository;
    private final EngineDatabase database;
    private final String target;
    private final Supplier<String> definition = SingletonSupplier.of(this::newestDefinition);

    /** @throws Misconfigured if the settings name a version that this release does not have */
    ProcessVersions(RepositoryService repository, EngineDatabase database, ProcessProperties settings) {
        this.repository = repository;
        this.database = database;
        this.target = settings.version() == null ? ProcessModel.current().version() : settings.version();
        if (ProcessModel.of(target).isEmpty()) {
            throw new Misconfigured(
                    "waybill.order.process.version is " + target
                            + ", but this release has no such version of the process.",
                    "Name one of those in processes/retired, or leave the setting out: orders then follow "
                            + ProcessModel.current().version() + ".");
        }
    }

    /**
     * Makes the engine run what this release knows: the target is deployed if it is not, and timers are left to other
     * releases only of versions that this one does not know.
     */
    void prepare(ManagementService management) {
        if (definitions(target).isEmpty()) {
            String name = ProcessModel.KEY + "-" + target + ".bpmn";
            repository
                    .createDeployment()
                    .name("waybill")
                    .enableDuplicateFiltering(true)
                    .addString(
                            name,
                            ProcessModel.of(target).map(ProcessModel::text).orElseThrow())
                    .deploy();
        }
        repository.createProcessDefinitionQuery().processDefinitionKey(ProcessModel.KEY).list().stream()
                .filter(one -> one.getVersionTag() != null
                        && ProcessModel.of(one.getVersionTag()).isPresent())
                .map(ProcessDefinition::getDeploymentId)
                .distinct()
                .forEach(management::registerDeploymentForJobExecutor);
    }

    /** The version that orders are to follow. */
    public String target() {
        return target;
    }

    /** The target's definition; asking for it at each start of an order costs as much as the start. */
    String definition() {
        return definition.get();
    }

    private String newestDefinition() {
        return definitions(target).stream()
                .max(Comparator.comparingInt(ProcessDefinition::getVersion))
                .orElseThrow(() -> new IllegalStateException("version " + target + " of the process is not deployed"))
                .getId();
    }

    private List<ProcessDefinition> definitions(String version) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(ProcessModel.KEY)
                .versionTag(version)
                .list();
    }

    /** How many running orders follow each version, oldest first. */
    public SortedMap<String, Long> running() {
        SortedMap<String, Long> running = new TreeMap<>(BY_NUMBER);
        database.jdbc()
                .query(
                        "select d.version_tag_, count(*)" + from() + " group by 1",
                        row -> {
                            running.put(row.getString(1), row.getLong(2));
                        },
                        ProcessModel.KEY);
        return running;
    }

    /** How many orders of these versions wait at each task. */
    SortedMap<String, Long> places(Collection<String> versions) {
        SortedMap<String, Long> places = new TreeMap<>();
        database.jdbc()
                .query(
                        "select a.act_id_, count(*)"
                                + from("join %1$s.act_ru_execution a on a.proc_inst_id_ = e.id_ and a.is_active_"
                                        + " and a.act_id_ is not null")
                                + " and d.version_tag_ = any(?) group by 1",
                        row -> {
                            places.put(row.getString(1), row.getLong(2));
                        },
                        ProcessModel.KEY,
                        versions.toArray(String[]::new));
        return places;
    }

    /** Whether orders that follow this version are to leave it: it is older than the target. */
    public boolean isOutdated(String version) {
        return BY_NUMBER.compare(version, target) < 0;
    }

    /** The version that an order's process follows; null for an order without a process. */
    @Nullable
    String of(String orderId) {
        return database
                .jdbc()
                .queryForList(
                        "select d.version_tag_" + from() + " and e.business_key_ = ?",
                        String.class,
                        ProcessModel.KEY,
                        orderId)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** Some of the orders whose process follows a version that orders are to leave, each with that version. */
    public Map<String, String> outdated(int limit) {
        Map<String, String> outdated = new TreeMap<>();
        database.jdbc()
                .query(
                        "select e.business_key_, d.version_tag_" + from()
                                + " and lpad(d.version_tag_, 6, '0') < lpad(?, 6, '0') order by e.business_key_ limit ?",
                        row -> {
                            outdated.put(row.getString(1), row.getString(2));
                        },
                        ProcessModel.KEY,
                        target,
                        limit);
        return outdated;
    }

    /** The next orders, by their ids, whose process follows one of these versions. */
    List<String> orders(Collection<String> versions, String after, int limit) {
        return database.jdbc()
                .queryForList(
                        "select e.business_key_" + from() + " and d.version_tag_ = any(?) and e.business_key_ > ?"
                                + " order by e.business_key_ limit ?",
                        String.class,
                        ProcessModel.KEY,
                        versions.toArray(String[]::new),
                        after,
                        limit);
    }

    private String from() {
        return from("");
    }

    private String from(String join) {
        return (" from %1$s.act_ru_execution e join %1$s.act_re_procdef d on d.id_ = e.proc_def_id_ " + join
                        + " where e.parent_id_ is null and d.key_ = ? and d.version_tag_ ~ '^[0-9]{1,6}$'")
                .formatted(database.schema());
    }
}
