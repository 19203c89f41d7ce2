import { Answers } from "../answers";
import type { Stage } from "../stage";

/** No provider of captchas is asked: any answer is right but an empty one and the word `invalid`. */
export function checkCaptcha(token: string | undefined): boolean {
  return token !== undefined && token !== "" && token !== "invalid";
}

export const captcha: Stage = {
  showsUser: true,

  challenge({ stage }) {
    const shown = { site_key: stage.public_key, js_url: stage.js_url, interactive: stage.interactive === true };
    return { component: "ak-stage-captcha", ...shown };
  },

  solve(run, data) {
    const answers = new Answers(data);
    const token = answers.text("token");
    if (token === "invalid") answers.refuse("token", "Invalid captcha response. Retrying may solve this issue.");
    answers.check();
    run.plan.context.captcha = { response: { success: true }, stage: { pk: run.stage.pk, name: run.stage.name } };
    return run.ok();
  },
};
