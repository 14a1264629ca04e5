package dev.waybill.platform.embedded;

/** How the embedded broker is set up: one port, one user, one virtual host in one BDB store, and nothing to manage it by. */
final class BrokerConfiguration {

    static final String USER = "waybill";
    static final String VIRTUAL_HOST = "waybill";

    /**
     * Memory: the store's cache and the pooled buffers are bounded, and contents beyond the threshold stay on disk alone.
     *
     * <p>Disk: by default the broker silently blocks its publishers on a file system that is 90 % full, and the store
     * refuses to write with less than 5 GB free. Both are meant for servers; here 256 MB are kept free.
     */
    private static final String JSON = """
            {
              "name": "waybill",
              "modelVersion": "9.1",
              "context": {
                "broker.failStartupWithErroredChild": "true",
                "broker.flowToDiskThreshold": "134217728",
                "qpid.broker.networkBufferSize": "65536",
                "store.filesystem.maxUsagePercent": "0",
                "qpid.broker.bdbCommiterNotifyThreshold": "1"
              },
              "authenticationproviders": [ {
                "name": "plain", "type": "Plain", "secureOnlyMechanisms": [],
                "users": [ { "name": "%s", "type": "managed", "password": "%s" } ]
              } ],
              "ports": [ {
                "name": "amqp", "type": "AMQP", "bindingAddress": "127.0.0.1", "port": 0,
                "protocols": [ "AMQP_0_9_1" ], "authenticationProvider": "plain",
                "virtualhostaliases": [ { "name": "nameAlias", "type": "nameAlias" } ]
              } ],
              "virtualhostnodes": [ {
                "name": "%s", "type": "BDB", "storePath": "${qpid.work_dir}/store",
                "virtualHostInitialConfiguration": "{ \\"type\\": \\"ProvidedStore\\" }",
                "context": { "je.maxMemory": "33554432", "je.freeDisk": "268435456" }
              } ]
            }
            """;

    private BrokerConfiguration() {}

    static String json(String password) {
        return JSON.formatted(USER, password, VIRTUAL_HOST);
    }
}
