// A real Firefox, driven through WebDriver BiDi: what the person at its console would read.
//
// Each program gets a tab in a container of its own, whose proxy is a server of this process: whatever the page asks of
// http://localhost/ is answered by served.mjs. What the console shows is told by firefox_watch.mjs. Programs that run at one
// time are in windows of their own, because only the tab in front has frames.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { consoleText } from './firefox_console.mjs';
import { watchBrowser, watchContent } from './firefox_watch.mjs';
import { actionsOf, answer, patience } from './served.mjs';

const candidates = ['firefox-esr', 'firefox'];
// Pages share two processes, which live on: to start one for each page takes longer than the page.
const preferences = {
	'network.proxy.allow_hijacking_localhost': true,
	'fission.autostart': false,
	'dom.ipc.processCount': 2,
	'dom.ipc.keepProcessesAlive.web': 2,
	'dom.ipc.processPrelaunch.enabled': false,
};
const keys = { Enter: '\uE007', Tab: '\uE004', Escape: '\uE00C', Backspace: '\uE003', Delete: '\uE017', ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', ' ': '\uE00D' };
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/* The path of a Firefox, or undefined: $FIREFOX, or the first known name on $PATH. */
export function findFirefox() {
	if (process.env.FIREFOX) return process.env.FIREFOX;
	for (const folder of (process.env.PATH ?? '').split(':')) {
		for (const name of candidates) {
			const file = path.join(folder, name);
			if (fs.existsSync(file)) return file;
		}
	}
	return undefined;
}

/* A server that is the proxy of one page; `program`: its source and the options of served.mjs. */
async function serve(source, options) {
	const server = http.createServer(async (request, response) => {
		const { status, type, body, ms } = answer(request.url, source, options);
		if (ms > 0) await sleep(ms);
		response.writeHead(status, { 'content-type': type, 'content-length': body.length });
		response.end(request.method === 'HEAD' ? undefined : body);
	});
	await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
}

export class Firefox {
	#child;
	#socket;
	#folder;
	#chrome; // the browser's own window, where its scripts run
	#next = 1;
	#waiting = new Map();
	#pages = new Map(); // number of the container -> what is called with what its console is told
	#running = new Set();
	#gate = Promise.resolve(); // until then nothing may begin
	#windows = []; // the first tab of each window in which no program runs
	#loads = new Map(); // browsing context -> what is called when it has loaded
	#idles = new Map(); // number of the container -> what is called when its process is idle

	static async launch(executable = findFirefox()) {
		if (!executable) throw new Error('no Firefox found: install it (Debian: apt-get install firefox-esr) or set FIREFOX');
		const { default: WebSocket } = await import('ws');
		const browser = new Firefox();
		browser.#folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-firefox-'));
		fs.writeFileSync(path.join(browser.#folder, 'user.js'), Object.entries(preferences).map(([name, set]) => `user_pref("${name}", ${set});\n`).join(''));
		browser.#child = spawn(
			executable,
			['--headless', '--no-remote', '--remote-debugging-port=0', '--remote-allow-system-access', '--profile', browser.#folder],
			{ stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, TZ: 'UTC', LANG: 'en_US.UTF-8', MOZ_HEADLESS_WIDTH: '800', MOZ_HEADLESS_HEIGHT: '686' } },
		);
		const address = await new Promise((resolve, reject) => {
			let said = '';
			browser.#child.on('close', () => reject(new Error(`Firefox ended:\n${said}`)));
			browser.#child.stderr.setEncoding('utf8').on('data', (chunk) => {
				said += chunk;
				const found = /listening on (ws:\S+)/.exec(said);
				if (found) resolve(found[1]);
			});
		});
		browser.#socket = new WebSocket(`${address}/session`, { maxPayload: 1 << 28 });
		await new Promise((resolve, reject) => browser.#socket.once('open', resolve).once('error', reject));
		browser.#socket.on('message', (data) => browser.#receive(JSON.parse(data)));
		await browser.#begin();
		return browser;
	}

	async #begin() {
		const { capabilities } = await this.send('session.new', { capabilities: { alwaysMatch: { unhandledPromptBehavior: { default: 'accept' } } } });
		this.version = `Firefox/${capabilities.browserVersion}`;
		await this.send('session.subscribe', { events: ['script.message', 'browsingContext.load'] });
		const { contexts } = await this.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
		this.#chrome = contexts[0].context;
		await this.send('script.callFunction', {
			functionDeclaration: String(watchBrowser),
			arguments: [{ type: 'channel', value: { channel: 'said' } }, { type: 'string', value: String(watchContent) }],
			awaitPromise: false,
			target: { context: this.#chrome },
		});
	}

	#receive(message) {
		if (message.id !== undefined && message.id !== null) {
			const { resolve, reject } = this.#waiting.get(message.id);
			this.#waiting.delete(message.id);
			if (message.type === 'error') reject(new Error(message.message));
			else resolve(message.result);
		} else if (message.method === 'script.message' && message.params.channel === 'said') {
			const entry = JSON.parse(message.params.data.value);
			if (entry.kind === 'idle') this.#idles.get(entry.page)?.();
			else this.#pages.get(entry.page)?.(entry);
		} else if (message.method === 'browsingContext.load') {
			this.#loads.get(message.params.context)?.(message.params.url);
		}
	}

	send(method, params = {}) {
		const id = this.#next++;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject });
			this.#socket.send(JSON.stringify({ id, method, params }));
		});
	}

	/* The value of an expression in the browser's own window or in a page. */
	async #evaluate(expression, context) {
		const { result, exceptionDetails } = await this.send('script.evaluate', { expression, awaitPromise: false, target: { context } });
		if (exceptionDetails) throw new Error(exceptionDetails.text);
		return result.value;
	}

	/* Firefox's own number of a container. */
	#numberOf(userContext) {
		return this.#evaluate(`ChromeUtils.importESModule('chrome://remote/content/shared/UserContextManager.sys.mjs').UserContextManager.getInternalIdById(${JSON.stringify(userContext)})`, this.#chrome);
	}

	/* Wait for a turn; gives what ends it. Only one window has the focus, so a program that looks at it runs alone. */
	async #enter(alone) {
		const before = this.#gate;
		let open, leave;
		if (alone) this.#gate = new Promise((resolve) => { open = resolve; });
		await before;
		if (alone) await Promise.all(this.#running);
		const turn = new Promise((resolve) => { leave = resolve; });
		this.#running.add(turn);
		return () => {
			this.#running.delete(turn);
			leave();
			open?.();
		};
	}

	/*
	 * Run one program; the lines of its console, in order. What the program imports is looked up in `folder`. The page counts
	 * as finished when it has loaded, has been silent for `settle` milliseconds times `patient` and its process is idle, or has
	 * printed the line `until`, or after `limit` milliseconds. `alone`: no other program runs at that time.
	 */
	async run(source, { alone = false, ...options } = {}) {
		const focused = /focus|blur/i.test(source) || actionsOf(source).length > 0;
		const leave = await this.#enter(alone || focused);
		try {
			return await this.#runNow(source, focused, options);
		} finally {
			leave();
		}
	}

	/* Wait until the process of a page has nothing to do, at most `limit` milliseconds: it may have had no time to run so far. */
	async #idle(page, limit) {
		let timer;
		const answer = new Promise((resolve) => {
			timer = setTimeout(resolve, limit);
			this.#idles.set(page, resolve);
		});
		await this.#evaluate(`Services.ppmm.broadcastAsyncMessage('evloop:idle?', ${page})`, this.#chrome).catch(() => {});
		await answer;
		clearTimeout(timer);
		this.#idles.delete(page);
	}

	async #runNow(source, focused, { module = false, page = false, folder = undefined, settle = patience(source), patient = 1, limit = 60000, until = undefined }) {
		const server = await serve(source, { module, page, folder });
		const proxy = { proxyType: 'manual', httpProxy: `127.0.0.1:${server.address().port}` };
		const { userContext } = await this.send('browser.createUserContext', { proxy });
		const number = await this.#numberOf(userContext);
		const window = this.#windows.pop() ?? (await this.send('browsingContext.create', { type: 'window' })).context;
		const { context } = await this.send('browsingContext.create', { type: 'tab', userContext, referenceContext: window, background: false });
		const told = [];
		let loaded = false, acting, last = Date.now();
		this.#pages.set(number, (entry) => {
			told.push(entry);
			last = Date.now();
		});
		this.#loads.set(context, (url) => {
			if (!url.startsWith('http://localhost/')) return;
			loaded = true;
			last = Date.now();
			if (acting === undefined) acting = this.#act(source, context).catch(() => {}).then(() => { last = Date.now(); acting = false; });
		});
		if (focused) await this.send('browsingContext.activate', { context });
		await this.send('browsingContext.navigate', { context, url: 'http://localhost/', wait: 'none' });
		const started = Date.now(), ended = () => until !== undefined && told.at(-1)?.args?.[0]?.text === until;
		const quiet = () => loaded && acting === false && Date.now() - last >= settle * patient;
		let chances = 3;
		const finished = async () => {
			if (!quiet()) return false;
			// On a machine under load a page that seems silent may not have come to run: one that is late to be idle gets that much time again.
			const asked = Date.now();
			await this.#idle(number, 20000);
			const late = Date.now() - asked;
			if (late > 200 && chances-- > 0) last = Math.max(last, Date.now() + late - settle * patient);
			return quiet();
		};
		while (Date.now() - started < limit && !ended() && !await finished()) await sleep(20);
		this.#pages.delete(number);
		this.#loads.delete(context);
		await this.send('browsingContext.close', { context });
		this.#windows.push(window);
		await this.send('browser.removeUserContext', { userContext });
		server.closeAllConnections();
		server.close();
		return { text: consoleText(told).toWellFormed() };
	}

	/* What a user does, with real input. */
	async #act(source, context) {
		for (const { ms, verb, key, selector } of actionsOf(source)) {
			await sleep(ms);
			if (selector && verb !== 'click') await this.#evaluate(`document.querySelector(${JSON.stringify(selector)}).focus()`, context);
			const actions = verb === 'click' ? await this.#click(selector, context) : this.#press(verb === 'key' ? [key] : [...key]);
			await this.send('input.performActions', { context, actions: [actions] });
		}
	}

	async #click(selector, context) {
		const place = await this.#evaluate(`(() => { const r = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return Math.round(r.x + r.width / 2) + ' ' + Math.round(r.y + r.height / 2); })()`, context);
		const [x, y] = place.split(' ').map(Number);
		return { type: 'pointer', id: 'mouse', actions: [{ type: 'pointerMove', x, y }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }] };
	}

	#press(names) {
		return { type: 'key', id: 'keyboard', actions: names.map((name) => keys[name] ?? name).flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]) };
	}

	async close() {
		const closed = new Promise((resolve) => this.#child.on('close', resolve));
		this.send('browser.close').catch(() => {});
		const timer = setTimeout(() => this.#child.kill('SIGKILL'), 5000);
		await closed;
		clearTimeout(timer);
		this.#socket.terminate();
		fs.rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
	}
}
