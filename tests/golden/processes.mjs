// Running programs: one at a time to its end, or many with a bound on how many at once.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/*
 * Run a command without standard input. `stdout` and `stderr` are what it wrote, `status` its exit status, `signal` the
 * signal that ended it, `timeout` whether it was ended for taking longer than `limit` milliseconds.
 */
export function run(command, args, { cwd, input, limit = 20000, env } = {}) {
	return new Promise((resolve) => {
		const child = spawn(command, args, { cwd, env, stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
		const out = [];
		const err = [];
		let timeout = false;
		const started = process.hrtime.bigint();
		const timer = setTimeout(() => {
			timeout = true;
			child.kill('SIGKILL');
		}, limit);
		child.stdout.on('data', (chunk) => out.push(chunk));
		child.stderr.on('data', (chunk) => err.push(chunk));
		child.on('error', (error) => {
			clearTimeout(timer);
			resolve({ stdout: '', stderr: String(error), status: -1, signal: null, timeout: false, ms: 0 });
		});
		child.on('close', (status, signal) => {
			clearTimeout(timer);
			resolve({
				stdout: Buffer.concat(out).toString(),
				stderr: Buffer.concat(err).toString(),
				status,
				signal,
				timeout,
				ms: Number(process.hrtime.bigint() - started) / 1e6,
			});
		});
		if (input !== undefined) {
			child.stdin.on('error', () => {});
			child.stdin.end(input);
		}
	});
}

/* Run a program in the real Node (`command`: another release of it) with both streams in one file, so that their order is the program's own. */
export async function runNode(file, { limit = 20000, args = [], execArgv = [], input, command = process.execPath } = {}) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-node-'));
	const log = path.join(folder, 'log');
	const fd = fs.openSync(log, 'w');
	const env = { ...process.env, NO_COLOR: '1', TZ: 'UTC', LANG: 'C.UTF-8' };
	for (const name of ['NODE_OPTIONS', 'FORCE_COLOR', 'NODE_PATH', 'NODE_DEBUG']) delete env[name];
	const result = await new Promise((resolve) => {
		const child = spawn(command, [...execArgv, file, ...args], { stdio: [input === undefined ? 'ignore' : 'pipe', fd, fd], env, cwd: folder });
		child.stdin?.end(input);
		const timer = setTimeout(() => child.kill('SIGKILL'), limit);
		child.on('close', (status, signal) => {
			clearTimeout(timer);
			resolve({ status, signal });
		});
	});
	fs.closeSync(fd);
	const text = fs.readFileSync(log, 'utf8');
	fs.rmSync(folder, { recursive: true });
	return { text, exit: result.status, timeout: result.signal === 'SIGKILL' };
}

/* Call `work(item, index)` for every item, at most `width` at once; the results in the items' order. */
export async function pool(items, width, work) {
	const results = new Array(items.length);
	let next = 0;
	const worker = async () => {
		while (next < items.length) {
			const index = next++;
			results[index] = await work(items[index], index);
		}
	};
	await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
	return results;
}

export const cores = os.availableParallelism();
