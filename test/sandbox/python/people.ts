import type { Database, GroupData, UserData } from "../../../src/sandbox/python/index.js";

export const staff: GroupData = {
  pk: "0b6a1f0e-0000-4000-8000-000000000001",
  name: "staff",
  is_superuser: false,
  attributes: { floor: 3, tools: ["mail"] },
};

export const admins: GroupData = {
  pk: "0b6a1f0e-0000-4000-8000-000000000002",
  name: "admins",
  is_superuser: true,
  attributes: { tools: ["shell"] },
  parent: staff.pk,
};

export const ada: UserData = {
  pk: 3,
  uuid: "7f9bf1f2-6d2a-4a3f-9f68-3f6f2ddcd0a1",
  uid: "f00d",
  username: "ada",
  name: "Ada Lovelace",
  email: "ada@example.com",
  is_active: true,
  type: "internal",
  path: "users",
  date_joined: "2025-03-01T08:30:00.123456Z",
  last_login: null,
  attributes: { organizationId: 42 },
  groups: [admins.pk],
  authenticators: ["totp"],
};

export const bob: UserData = { pk: 4, username: "bob", name: "Bob", email: "bob@example.com", groups: [staff.pk] };

export const database: Database = { "core.user": [ada, bob], "core.group": [staff, admins] };
