package dev.waybill.order.process;

import dev.waybill.order.process.engine.EngineDatabase;
import dev.waybill.order.process.engine.EngineMappings;
import dev.waybill.order.process.engine.EngineProperties;
import dev.waybill.order.process.engine.EngineSetup;
import dev.waybill.order.process.engine.ProcessTrail;
import dev.waybill.order.process.engine.SharedCommands;
import dev.waybill.order.process.engine.WaitingExecutions;
import dev.waybill.order.process.model.OrderProperties;
import dev.waybill.order.process.model.Patience;
import dev.waybill.order.process.model.ProcessMap;
import dev.waybill.order.process.model.ProcessModel;
import dev.waybill.order.process.model.ProcessProperties;
import dev.waybill.order.publishing.CustomerNotices;
import dev.waybill.order.publishing.ServiceCommands;
import java.time.Clock;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The orders' process on the embedded engine: what the order context uses of it, built here, where the engine is known. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EngineProperties.class, OrderProperties.class, ProcessProperties.class})
public class ProcessConfiguration {

    /** Where orders wait by the model that new ones follow. */
    @Bean
    static ProcessMap processMap() {
        return ProcessModel.current().map();
    }

    @Bean
    static Patience patience(ProcessMap map, OrderProperties settings) {
        return new Patience(map, settings);
    }

    @Bean
    static ProcessReplay processReplay(Patience patience) {
        return new ProcessReplay(patience);
    }

    @Bean
    static ProcessTrail processTrail(EngineDatabase database) {
        return new ProcessTrail(database);
    }

    @Bean
    static ProcessEnginePlugin orderProcessPlugin(
            DataSource dataSource,
            EngineDatabase database,
            EngineProperties engine,
            ProcessTrail trail,
            ObjectProvider<EngineMappings> mappings,
            ProcessedOrders orders,
            ServiceCommands services,
            CustomerNotices notices,
            Patience patience,
            Clock clock,
            OrderProperties settings) {
        var tasks = new ProcessTasks(orders, services, notices, patience, clock, settings);
        return new EngineSetup(dataSource, database, engine, trail, mappings::getObject, tasks.elements());
    }

    @Bean
    WaitingExecutions waitingExecutions(
            EngineDatabase database,
            RuntimeService runtime,
            ProcessEngineConfigurationImpl engine,
            EngineProperties settings) {
        return new WaitingExecutions(database, runtime, engine, settings);
    }

    @Bean
    ProcessIncidents processIncidents(RuntimeService runtime, WaitingExecutions waiting) {
        return new ProcessIncidents(runtime, waiting);
    }

    @Bean
    ProcessVersions processVersions(
            RepositoryService repository,
            ManagementService management,
            EngineDatabase database,
            ProcessProperties settings) {
        var versions = new ProcessVersions(repository, database, settings);
        versions.prepare(management);
        return versions;
    }

    @Bean
    OrderProcess orderProcess(
            RuntimeService runtime,
            ProcessVersions versions,
            ProcessEngineConfigurationImpl engine,
            EngineProperties settings,
            ProcessTrail trail,
            ProcessIncidents incidents,
            PlatformTransactionManager manager,
            WaitingExecutions waiting) {
        return new OrderProcess(
                runtime, versions, new SharedCommands(engine, settings), trail, incidents, manager, waiting);
    }

    @Bean
    OrderInstances orderInstances(
            OrderProcess process, RuntimeService runtime, Patience patience, ProcessMap map, Clock clock) {
        return new OrderInstances(process, runtime, patience, map, clock);
    }

    @Bean
    ProcessRepair processRepair(OrderInstances instances, ServiceCommands services, ProcessMap map) {
        return new ProcessRepair(instances, services, map);
    }

    @Bean
    ProcessRebase processRebase(
            ProcessVersions versions,
            ProcessedOrders orders,
            OrderInstances instances,
            OrderProcess process,
            EngineDatabase database,
            ProcessProperties settings) {
        return new ProcessRebase(
                versions,
                orders,
                instances,
                process,
                database.transactions(),
                settings.rebasePerSecond(),
                settings.rebase());
    }
}
