// A real Chromium, driven through --remote-debugging-pipe: what the person at its console would read.
//
// No library stands between: the protocol is JSON messages ended by a zero byte, on descriptors 3 and 4. Each program
// gets a page of its own whose last element is the program as an inline script (a module script for .mjs), or is one.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { render } from './devtools.mjs';
import { actionsOf, answer, patience } from './served.mjs';

const candidates = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/* The path of a Chromium, or undefined: $CHROMIUM, or the first known name on $PATH. */
export function findChromium() {
	if (process.env.CHROMIUM) return process.env.CHROMIUM;
	for (const folder of (process.env.PATH ?? '').split(':')) {
		for (const name of candidates) {
			const file = path.join(folder, name);
			if (fs.existsSync(file)) return file;
		}
	}
	return undefined;
}

export class Chromium {
	#child;
	#folder;
	#next = 1;
	#waiting = new Map();
	#sessions = new Map();

	static async launch(executable = findChromium()) {
		if (!executable) throw new Error('no Chromium found: install it (Debian: apt-get install chromium) or set CHROMIUM');
		const browser = new Chromium();
		browser.#folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-chromium-'));
		browser.#child = spawn(
			executable,
			[
				'--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run',
				'--disable-background-networking', '--disable-background-timer-throttling', '--disable-renderer-backgrounding',
				'--disable-backgrounding-occluded-windows', '--remote-debugging-pipe', `--user-data-dir=${browser.#folder}`,
				'about:blank',
			],
			{ stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], env: { ...process.env, TZ: 'UTC', LANG: 'en_US.UTF-8' } },
		);
		let pending = '';
		browser.#child.stdio[4].setEncoding('utf8').on('data', (chunk) => {
			const parts = (pending + chunk).split('\0');
			pending = parts.pop();
			for (const part of parts) browser.#receive(JSON.parse(part));
		});
		browser.version = (await browser.send('Browser.getVersion')).product;
		return browser;
	}

	#receive(message) {
		if (message.id !== undefined) {
			const { resolve, reject } = this.#waiting.get(message.id);
			this.#waiting.delete(message.id);
			if (message.error) reject(new Error(`${message.error.message}`));
			else resolve(message.result);
		} else {
			this.#sessions.get(message.sessionId)?.(message.method, message.params);
		}
	}

	send(method, params = {}, sessionId = undefined) {
		const id = this.#next++;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject });
			this.#child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
		});
	}

	/*
	 * Run one program; the lines of its console, in order. (A rejection's message that the console takes away again when
	 * it is handled late stays: it has been shown.) What the program imports is looked up in `folder`. The page counts as
	 * finished when it has loaded and has been silent for `settle` milliseconds times `patient`, or after `limit` milliseconds.
	 */
	async run(source, { module = false, page: whole = false, folder = undefined, settle = patience(source), patient = 1, limit = 20000, until = undefined } = {}) {
		const { browserContextId } = await this.send('Target.createBrowserContext');
		const { targetId } = await this.send('Target.createTarget', { url: 'about:blank', browserContextId });
		const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
		const entries = [];
		let depth = 0;
		let loaded = false;
		let acting;
		let last = Date.now();
		const workers = new Set();
		const listen = (method, params, from = sessionId) => {
			if (method === 'Target.attachedToTarget') {
				// A worker: what it prints is read too.
				const worker = params.sessionId;
				workers.add(worker);
				this.#sessions.set(worker, (name, told) => listen(name, told, worker));
				const enabled = this.send('Runtime.enable', {}, worker).catch(() => {});
				if (params.targetInfo.type === 'service_worker') {
					// Its script is asked for by the thread itself, which begins before it answers.
					this.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, worker).catch(() => {});
					this.send('Runtime.runIfWaitingForDebugger', {}, worker).catch(() => {});
				} else {
					enabled.then(() => this.send('Runtime.runIfWaitingForDebugger', {}, worker)).catch(() => {});
				}
			} else if (method === 'Fetch.requestPaused') {
				const { status, type, body, ms } = answer(params.request.url, source, { module, page: whole, folder });
				const fulfil = () => this.send('Fetch.fulfillRequest', {
					requestId: params.requestId,
					responseCode: status,
					responseHeaders: [{ name: 'content-type', value: type }],
					body: body.toString('base64'),
				}, from).catch(() => {});
				if (ms > 0) setTimeout(fulfil, ms);
				else fulfil();
			} else if (method === 'Runtime.consoleAPICalled') {
				last = Date.now();
				if (params.type === 'endGroup') {
					depth = Math.max(0, depth - 1);
				} else {
					const entry = { text: '', rich: true };
					// A node is shown as its markup, which only the page itself can say.
					const nodes = params.args.filter((arg) => arg.subtype === 'node' && arg.objectId);
					if (nodes.length > 0) {
						entries.push(entry);
						const lead = '  '.repeat(depth);
						Promise.all(nodes.map(async (arg) => {
							const { result } = await this.send('Runtime.callFunctionOn', { objectId: arg.objectId, returnByValue: true, functionDeclaration: `function () {
								if (this.nodeType === 3) return '"' + this.data + '"';
								if (this.nodeType === 8) return '<!--' + this.data + '-->';
								if (this.nodeType !== 1) return this.nodeName === '#document' ? '#document (' + this.URL + ')' : this.nodeType === 10 ? '<!DOCTYPE ' + this.name + '>' : this.nodeName;
								const open = this.cloneNode(false).outerHTML, close = open.lastIndexOf('</');
								if (close < 0) return open;
								const only = this.childNodes.length === 1 && this.firstChild.nodeType === 3 && this.firstChild.length < 80;
								return open.slice(0, close) + (only ? this.firstChild.data : this.childNodes.length > 0 || this.shadowRoot ? '…' : '') + open.slice(close);
							}` }, sessionId);
							arg.markup = result.value;
						})).then(() => { entry.text = render(params).split('\n').map((line) => lead + line).join('\n'); }).catch(() => {});
						return;
					}
					const text = render(params);
					if (text !== undefined) entries.push({ text: text.split('\n').map((line) => '  '.repeat(depth) + line).join('\n'), rich: params.args.some((arg) => arg.type === 'object' && arg.subtype !== 'null' || arg.type === 'function') });
					if (/^startGroup/.test(params.type)) depth++;
				}
			} else if (method === 'Runtime.exceptionThrown') {
				last = Date.now();
				const { exceptionDetails: details } = params;
				const value = details.exception ? render({ type: 'error', args: [details.exception], nested: false }) : '';
				entries.push({ text: `${details.text} ${value}`.trimEnd(), rich: details.exception?.type === 'object' && details.exception.subtype !== 'error' });
			} else if (method === 'Page.loadEventFired') {
				loaded = true;
				if (source.includes('evloop: at ')) acting = this.#act(source, sessionId).catch(() => {}).then(() => { last = Date.now(); acting = undefined; });
				last = Date.now();
			} else if (method === 'Page.javascriptDialogOpening') {
				this.send('Page.handleJavaScriptDialog', { accept: true }, sessionId).catch(() => {});
			}
		};
		this.#sessions.set(sessionId, listen);
		await this.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }, sessionId);
		await this.send('Page.enable', {}, sessionId);
		await this.send('Runtime.enable', {}, sessionId);
		await this.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }, sessionId);
		await this.send('Page.navigate', { url: 'http://localhost/' }, sessionId);
		const started = Date.now();
		while (Date.now() - started < limit && !(until !== undefined && entries.at(-1)?.text === until) && !(loaded && !acting && Date.now() - last >= settle * patient)) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		this.#sessions.delete(sessionId);
		for (const worker of workers) this.#sessions.delete(worker);
		await this.send('Target.disposeBrowserContext', { browserContextId });
		// As a file or a terminal takes it: half a surrogate pair is U+FFFD there.
		return { text: entries.map((entry) => `${entry.text}\n`).join('').toWellFormed(), rich: entries.some((entry) => entry.rich) };
	}

	/* What a user does: comments "// evloop: at 100ms click #b", "at 1s key Enter on #name", with real input. */
	async #act(source, sessionId) {
		for (const { ms, verb, key, selector } of actionsOf(source)) {
			await new Promise((resolve) => setTimeout(resolve, ms));
			if (selector) {
				const expression = `(() => { const e = document.querySelector(${JSON.stringify(selector)}); ${verb === 'click' ? '' : 'e.focus();'} const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()`;
				const { result } = await this.send('Runtime.evaluate', { expression, returnByValue: true }, sessionId);
				if (verb === 'click') {
					const [x, y] = result.value;
					const event = { x, y, button: 'left', clickCount: 1 };
					const pressed = this.send('Input.dispatchMouseEvent', { ...event, type: 'mousePressed' }, sessionId);
					await this.send('Input.dispatchMouseEvent', { ...event, type: 'mouseReleased' }, sessionId);
					await pressed;
				}
			}
			for (const each of verb === 'click' ? [] : verb === 'key' ? [key] : [...key]) {
				const text = each === 'Enter' ? '\r' : each.length === 1 ? each : undefined;
				const code = each === 'Enter' ? 13 : each.toUpperCase().charCodeAt(0);
				await this.send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', key: each, text, windowsVirtualKeyCode: code }, sessionId);
				await this.send('Input.dispatchKeyEvent', { type: 'keyUp', key: each, windowsVirtualKeyCode: code }, sessionId);
			}
		}
	}

	async close() {
		const closed = new Promise((resolve) => this.#child.on('close', resolve));
		this.send('Browser.close').catch(() => {});
		const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5000);
		await closed;
		clearTimeout(timer);
		fs.rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
	}
}
