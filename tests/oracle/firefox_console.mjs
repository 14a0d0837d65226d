// What Firefox tells of a page's console (firefox_watch.mjs) in lines that can be compared with evloop's.
//
// evloop shows values as Chromium's console does, whichever the browser, so a line here has the layout of Chromium's console
// and only what a browser itself decides is compared: the lines and their order, strings and other primitives, the messages
// of errors. What else a value shows, and the console's own phrases (of timers that do not exist, say), stand as a name
// between U+27E8 and U+27E9, for which golden/fixtures.mjs lets any text stand.
import { anyText } from '../golden/fixtures.mjs';
import { quote } from './devtools.mjs';

function value({ type, name, text }, raw) {
	if (type === 'string') return raw ? text : quote(text);
	if (type === 'error') return `${name ?? anyText('name')}${text === '' ? '' : `: ${text}`}${anyText('stack')}`;
	return type === 'object' && text !== 'null' ? anyText(text) : text;
}

function line(args, styles) {
	const raw = args[0]?.type === 'string';
	return args.map((arg, i) => `${value(arg, raw)}${i + 1 < args.length && !(styles[i] && styles[i + 1]) ? ' ' : ''}`).join('');
}

function called({ level, args, styles, counter, timer }) {
	switch (level) {
	case 'count':
	case 'countReset':
		return counter && (counter.failed ? anyText('no counter') : `${counter.label}: ${counter.count}`);
	case 'time':
		return timer?.failed ? anyText('timer exists') : undefined;
	case 'timeLog':
	case 'timeEnd': {
		if (!timer) return undefined;
		const rest = args.slice(1);
		return timer.failed ? anyText('no timer') : `${timer.name}: ${anyText('time')}${rest.length > 0 ? ` ${line(rest, [])}` : ''}`;
	}
	case 'clear':
		return anyText('cleared');
	case 'assert':
		return args.length > 0 ? `Assertion failed: ${line(args, styles)}` : anyText('assertion');
	case 'group':
	case 'groupCollapsed':
		return args.length > 0 ? line(args, styles) : anyText('group');
	case 'table':
		return anyText('table');
	case 'trace':
		return `${args.length > 0 ? line(args, styles) : anyText('trace')}`;
	case 'dir':
		return args.length > 0 ? line(args.slice(0, 1), []) : undefined;
	case 'timeStamp':
	case 'profile':
	case 'profileEnd':
		return undefined;
	default:
		return args.length > 0 ? line(args, styles) : undefined;
	}
}

function uncaught({ rejection, text, exception }) {
	const thrown = exception ? value(exception, true) : text.replace(/^uncaught exception: /, '');
	return `Uncaught ${rejection ? '(in promise) ' : ''}${thrown}`;
}

/* The console's text from what was told, in the order of its times, which is the developer tools' order. */
export function consoleText(told) {
	let depth = 0, text = '';
	for (const entry of [...told].sort((a, b) => a.time - b.time)) {
		if (entry.kind === 'console' && entry.level === 'groupEnd') {
			depth = Math.max(0, depth - 1);
			continue;
		}
		const said = entry.kind === 'console' ? called(entry) : uncaught(entry);
		const lead = entry.kind === 'console' ? '  '.repeat(depth) : '';
		if (said !== undefined) text += `${said.split('\n').map((each) => lead + each).join('\n')}\n`;
		if (entry.kind === 'console' && /^group/.test(entry.level)) depth++;
	}
	return text;
}
