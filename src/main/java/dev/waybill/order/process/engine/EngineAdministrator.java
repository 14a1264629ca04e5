package dev.waybill.order.process.engine;

import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;

/**
 * A member of the engine's administrators that no user can log in as: while that group is empty, the engine's web
 * application lets the first visitor make themselves its administrator (CVE-2026-77226).
 */
final class EngineAdministrator {

    private static final String ID = "waybill";

    private EngineAdministrator() {}

    static void ensure(IdentityService identity) {
        if (identity.createUserQuery().userId(ID).count() == 0) {
            User user = identity.newUser(ID);
            user.setPassword(UUID.randomUUID().toString());
            identity.saveUser(user);
        }
        if (identity.createGroupQuery().groupId(Groups.CAMUNDA_ADMIN).count() == 0) {
            Group group = identity.newGroup(Groups.CAMUNDA_ADMIN);
            group.setName("Administrators");
            group.setType(Groups.GROUP_TYPE_SYSTEM);
            identity.saveGroup(group);
        }
        if (identity.createUserQuery()
                        .userId(ID)
                        .memberOfGroup(Groups.CAMUNDA_ADMIN)
                        .count()
                == 0) {
            identity.createMembership(ID, Groups.CAMUNDA_ADMIN);
        }
    }
}
