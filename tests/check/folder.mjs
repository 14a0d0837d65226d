// A folder of documents for the tests of `evloop check`, made fresh and taken away at the end.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const wrong = "```js\nconsole.log('two'); // => 2\n```\n";
export const right = "```js\nconsole.log('one'); // => one\n```\n";
export const order = "```js\nsetTimeout(() => console.log('timeout'), 0);\nPromise.resolve().then(() => console.log('promise'));\n// Output:\n// timeout\n// promise\n```\n";
export const silent = "```js\nconsole.log('nothing');\n```\n";

export class Folder {
	constructor(name) {
		this.top = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `evloop-${name}-`)));
	}

	path(name) {
		return path.join(this.top, name);
	}

	write(name, text) {
		fs.mkdirSync(path.dirname(this.path(name)), { recursive: true });
		fs.writeFileSync(this.path(name), text);
		return this.path(name);
	}

	read(name) {
		return fs.readFileSync(this.path(name), 'utf8');
	}

	git(...args) {
		const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', '-c', 'init.defaultBranch=main', '-c', 'core.excludesFile='];
		return execFileSync('git', [...who, ...args], { cwd: this.top, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' } });
	}

	remove() {
		fs.rmSync(this.top, { recursive: true, force: true });
	}
}

/* The environment without what changes the command's mind. */
export function environment(more = {}) {
	const env = { ...process.env, XDG_CONFIG_HOME: '/nonexistent' };
	for (const name of Object.keys(env)) if (/^(EVLOOP_|GITHUB_|CI$|NO_COLOR|FORCE_COLOR|CLICOLOR_FORCE)/.test(name)) delete env[name];
	return { ...env, ...more };
}
