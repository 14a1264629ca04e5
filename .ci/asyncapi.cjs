// Fails when the AsyncAPI document that it is given is none, by the reference parser's own rules.
const { readFileSync } = require('node:fs');
const { Parser } = require('@asyncapi/parser');

const INFORMATION = 2; // such as that a later version of the specification exists

(async () => {
  const { diagnostics } = await new Parser().parse(readFileSync(process.argv[2], 'utf8'));
  const wrong = diagnostics.filter(({ severity }) => severity < INFORMATION);
  wrong.forEach(({ path, message }) => console.error(`${path.join('.')}: ${message}`));
  process.exitCode = wrong.length ? 1 : 0;
})();
