export { type Actor, type Grant, nobody, rolesOf } from "./actor.ts";
export { may, mayAtAll, type Reach, reaches, reachOf, type Target } from "./may.ts";
export { ACTIONS, type Action, PERMISSIONS, type Scope, scopeOf } from "./permissions.ts";
export { ADMIN_ROLES, type AdminRole, type AnyRole, isAdminRole, isRole, ROLES, type Role, separationBreaches } from "./role.ts";
