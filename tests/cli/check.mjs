// What the tests of the command share: run it, state what must hold, count.
import { run } from '../golden/processes.mjs';

export class Checker {
	#title;
	#evloop;
	#count = 0;
	#faults = 0;

	constructor(title, evloop) {
		this.#title = title;
		this.#evloop = evloop;
		if (!evloop) {
			console.error(`usage: ${title}.mjs EVLOOP`);
			process.exit(2);
		}
	}

	/* Run evloop; whatever it was given, it ends by itself and no sanitizer speaks. */
	async evloop(args, options = {}) {
		const result = await run(this.#evloop, args, options);
		this.ok(!result.timeout && result.signal === null, `${shown(args)} ended by ${result.timeout ? 'taking too long' : result.signal}`);
		this.ok(!/Sanitizer|runtime error:/.test(result.stderr), `${shown(args)}: ${result.stderr.slice(0, 2000)}`);
		return result;
	}

	ok(condition, message) {
		this.#count++;
		if (condition) return;
		this.#faults++;
		console.log(`FAILED: ${message}`);
	}

	equal(actual, expected, message) {
		this.ok(actual === expected, `${message}\n    expected ${JSON.stringify(expected)}\n    got      ${JSON.stringify(actual)}`);
	}

	match(text, pattern, message) {
		this.ok(pattern.test(text), `${message}: ${pattern} is not in\n${text.slice(0, 1500)}`);
	}

	done() {
		console.log(`${this.#title}: ${this.#count} checks, ${this.#faults} failed`);
		process.exit(this.#faults || this.#count === 0 ? 1 : 0);
	}
}

function shown(args) {
	return `evloop ${args.map((arg) => (arg.length > 120 ? `${arg.slice(0, 120)}…` : arg)).join(' ')}`;
}
