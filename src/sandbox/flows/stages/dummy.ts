import type { Stage } from "../stage";

export const dummy: Stage = {
  challenge: ({ stage }) => {
    if (stage.throw_error === true) throw new Error("Test error");
    return { component: "ak-stage-dummy", name: stage.name };
  },
  solve: (run) => run.ok(),
};
