// What a person reads in Chromium's console: the texts of the real developer tools' front end, asked message by message.
//
// It runs as a page of the same browser, attached to the page under test. Node 20 needs --experimental-websocket for this.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class DevToolsPanel {
	#next = 0;
	#waiting = new Map();

	/* A browser with one page and the console of its developer tools. */
	static async open(browser = process.env.CHROMIUM ?? 'chromium') {
		const panel = new DevToolsPanel();
		panel.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'evloop-devtools-'));
		panel.process = spawn(browser, ['--headless=new', '--no-sandbox', '--remote-debugging-port=0', '--remote-allow-origins=*', `--user-data-dir=${panel.folder}`, 'about:blank'], { stdio: 'ignore' });
		const said = path.join(panel.folder, 'DevToolsActivePort');
		for (let i = 0; i < 200 && !fs.existsSync(said); i++) await sleep(100);
		const [port, address] = fs.readFileSync(said, 'utf8').split('\n');
		panel.port = port;
		panel.socket = new WebSocket(`ws://127.0.0.1:${port}${address}`);
		await new Promise((resolve, reject) => {
			panel.socket.onopen = resolve;
			panel.socket.onerror = reject;
		});
		panel.socket.onmessage = ({ data }) => {
			const { id, result, error } = JSON.parse(data);
			const waiting = panel.#waiting.get(id);
			panel.#waiting.delete(id);
			if (waiting) error ? waiting.reject(new Error(error.message)) : waiting.resolve(result);
		};
		return panel;
	}

	send(method, params = {}, sessionId = undefined) {
		return new Promise((resolve, reject) => {
			const id = ++this.#next;
			this.#waiting.set(id, { resolve, reject });
			this.socket.send(JSON.stringify({ id, method, params, sessionId }));
		});
	}

	async #attach(url) {
		const { targetId } = await this.send('Target.createTarget', { url });
		const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
		return { targetId, sessionId };
	}

	async #evaluate(sessionId, expression) {
		const { result, exceptionDetails } = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, sessionId);
		if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
		return result.value;
	}

	/* The texts of the messages of a script, in their order. */
	async texts(source) {
		const page = await this.#attach('about:blank');
		const tools = await this.#attach(`http://127.0.0.1:${this.port}/devtools/inspector.html?ws=127.0.0.1:${this.port}/devtools/page/${page.targetId}&panel=console`);
		const ready = "import('/devtools/panels/console/console.js').then((c) => typeof (globalThis.consoleView = c.ConsoleView.ConsoleView.instance()).itemCount)";
		for (let i = 0; ; i++) {
			await sleep(300);
			const found = await this.#evaluate(tools.sessionId, ready).catch(() => undefined);
			if (found || i === 60) break;
		}
		// Only what is said while the tools listen comes with a preview.
		const { frameTree } = await this.send('Page.getFrameTree', {}, page.sessionId);
		const show = (html) => this.send('Page.setDocumentContent', { frameId: frameTree.frame.id, html }, page.sessionId);
		const count = () => this.#evaluate(tools.sessionId, 'consoleView.itemCount()');
		for (let i = 0; i < 40 && (await count()) === 0; i++) {
			await show('<script>console.log({ ready: true })</script>');
			await sleep(300);
		}
		let before, now = await count();
		for (let i = 0; i < 20; i++) {
			await show('<script>console.log({ ready: true })</script>');
			await sleep(400);
			const last = await this.#evaluate(tools.sessionId, `consoleView.itemElement(consoleView.itemCount() - 1).toMessageElement().deepTextContent()`).catch(() => '');
			if (last.includes('{ready: true}')) break;
		}
		before = await count();
		await show(`<script>console.log('begin');\n${source}\n</script>`);
		do {
			now = await count();
			await sleep(500);
		} while ((await count()) !== now);
		// Some texts (of functions, for instance) arrive after their message's element was made.
		const texts = await this.#evaluate(tools.sessionId, `(async () => {
			const texts = [];
			for (let i = ${before} - 1; i < consoleView.itemCount(); i++) consoleView.itemElement(i).element();
			await new Promise((resolve) => setTimeout(resolve, 400));
			for (let i = ${before} - 1; i < consoleView.itemCount(); i++) {
				const message = consoleView.itemElement(i);
				const text = message.contentElement().querySelector('.console-message-text');
				texts.push(text ? text.deepTextContent() : message.toMessageElement().deepTextContent());
			}
			return texts;
		})()`);
		await this.send('Target.closeTarget', { targetId: tools.targetId });
		await this.send('Target.closeTarget', { targetId: page.targetId });
		return texts.slice(texts.indexOf('begin') + 1);
	}

	close() {
		this.socket.close();
		this.process.kill();
	}
}
