/** A page without design, which begins as Authentik's pages do and says what they say. */
export function page(title: string, content: string): string {
  return `



<!DOCTYPE html>

<html>
    <head>
        <meta charset="UTF-8">
        <meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">
        
        <meta name="darkreader-lock">
        <title>${escapeHtml(title)}</title>
    </head>
    <body>
${content}
    </body>
</html>
`;
}

/** Authentik's page for a request that is wrong in itself. */
export function errorPage(title: string, message: string): string {
  return page("authentik", `<h1>${escapeHtml(title)}</h1>\n<p>${escapeHtml(message)}</p>\n<a href="/">Go home</a>`);
}

/** Authentik's page for someone who may not. */
export function deniedPage(messages: string[] = []): string {
  const list = messages.map((message) => `<li>${escapeHtml(message)}</li>`).join("");
  const reasons = list && `<em>Messages:</em>\n<ul>${list}</ul>`;
  return page("Permission denied", `<h1>Permission denied</h1>\n<p>Request has been denied.</p>\n${reasons}`);
}

export function escapeHtml(value: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
  return value.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
