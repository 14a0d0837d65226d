// Writes lib/builtins/region_table.def: how languages and countries other than English (United States) write numbers,
// amounts of money, dates and times, from the ICU of Node and of Chromium. What the two write differently is left out.
// node tests/tables/region_table.mjs > lib/builtins/region_table.def
import { Chromium } from '../oracle/browser.mjs';

const tags = ['en-GB', 'en-AU', 'en-CA', 'en-IN', 'en-IE', 'en-NZ', 'en-ZA', 'de', 'de-DE', 'de-AT', 'de-CH', 'fr', 'fr-FR', 'fr-CA', 'fr-BE', 'fr-CH',
	'es', 'es-ES', 'es-MX', 'es-AR', 'it', 'it-IT', 'pt', 'pt-BR', 'pt-PT', 'nl', 'nl-NL', 'nl-BE', 'sv', 'sv-SE', 'da', 'da-DK', 'nb', 'nb-NO',
	'no', 'no-NO', 'fi', 'fi-FI', 'pl', 'pl-PL', 'cs', 'cs-CZ', 'ru', 'ru-RU', 'uk', 'uk-UA', 'tr', 'tr-TR', 'ja', 'ja-JP', 'zh', 'zh-CN', 'zh-TW',
	'zh-HK', 'ko', 'ko-KR', 'hi', 'hi-IN', 'id', 'id-ID', 'vi', 'vi-VN', 'ar-EG', 'el', 'el-GR', 'hu', 'hu-HU', 'ro', 'ro-RO'];

// Runs in Node and, as text, in Chromium: everything that is known of one tag, as texts.
function measure(tag, codes) {
	const value = (parts, type) => parts.find((part) => part.type === type)?.value;
	const join = (parts) => parts.map((part) => part.value).join('');
	const number = (options, n) => new Intl.NumberFormat(tag, options).formatToParts(n);
	const out = {};
	out.resolved = new Intl.NumberFormat(tag).resolvedOptions().locale;
	/* numbers */
	const big = number({}, -1234567890.5), sizes = big.filter((part) => part.type === 'integer').map((part) => part.value.length);
	const zero = number({ useGrouping: false }, 0)[0].value;
	const group = value(big, 'group');
	const least = number({}, 1234).some((part) => part.type === 'group') ? 1 : number({}, 12345).some((part) => part.type === 'group') ? 2 : 9;
	out.number = [value(big, 'decimal'), group, value(big, 'minusSign'), value(number({ signDisplay: 'always' }, 1), 'plusSign'),
		value(number({ style: 'percent' }, 1), 'percentSign'), join(number({}, NaN)), join(number({}, Infinity)), zero,
		`${sizes.at(-1)}${sizes.at(-2)}${least}`, value(number({ notation: 'scientific' }, 12345), 'exponentSeparator') ?? '',
	].join('\t');
	const money = { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' };
	const letters = { style: 'currency', currency: 'USD', currencyDisplay: 'code' };
	/* "-#" with % for the sign of percent, C for a currency's */
	const shape = (parts) => {
		let text = '';
		for (const { type, value: v } of parts) {
			if (type === 'minusSign') text += '-';
			else if (type === 'percentSign') text += '%';
			else if (type === 'currency') text += 'C';
			else if (type !== 'literal') text += text.endsWith('#') ? '' : '#';
			else text += v;
		}
		return text;
	};
	const large = number({ ...money, useGrouping: 'always' }, 1234567.5);
	out.money = [value(large, 'decimal'), value(large, 'group')].join('\t');
	out.shapes = [number({}, 1), number({}, -1), number({ style: 'percent' }, 1), number({ style: 'percent' }, -1), number(money, 1), number(money, -1), number(letters, 1), number(letters, -1)].map(shape).join('\t');
	const symbol = (locale, currency, currencyDisplay) =>
		value(new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay }).formatToParts(1), 'currency');
	out.symbols = codes.flatMap((code) => {
		const one = symbol(tag, code, 'symbol'), narrow = symbol(tag, code, 'narrowSymbol');
		return [...(one === symbol('en-US', code, 'symbol') ? [] : [`${code}=${one}`]), ...(narrow === symbol('en-US', code, 'narrowSymbol') ? [] : [`${code}~${narrow}`])];
	}).join('|');
	/* dates: every pattern is proved on many moments */
	let last, made;
	const date = (options, time) => {
		if (last !== options) [last, made] = [options, new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options })];
		return made.formatToParts(time);
	};
	const calendar = new Intl.DateTimeFormat(tag).resolvedOptions().calendar;
	if (calendar !== 'gregory') return out;
	const cycle = (options) => new Intl.DateTimeFormat(tag, { hour: 'numeric', ...options }).resolvedOptions().hourCycle;
	out.cycles = [cycle({}), cycle({ hour12: true }), cycle({ hour12: false })].join(' ');
	const digits = (text) => [...text].map((c) => (/\p{Nd}/u.test(c) ? String(c.codePointAt(0) - zero.codePointAt(0)) : c)).join('');
	const base = Date.UTC(2024, 6, 4, 5, 6, 7, 89);
	const moments = [base]; /* every month, weekday and hour */
	for (let m = 0; m < 12; m++) moments.push(Date.UTC(2023, m, 10 + m, m * 2 + 1, 59 - m, m * 5, 7));
	for (let d = 0; d < 7; d++) moments.push(Date.UTC(1999, 11, 25 + d, d, 0, 0, 0));
	for (let h = 0; h < 24; h++) moments.push(Date.UTC(2031, 0, 1 + h, h, h % 2 ? 0 : 30, 30 - h, 999));
	moments.push(Date.UTC(987, 1, 28, 12, 0, 0), Date.UTC(12345, 2, 3, 0, 0, 0));
	const few = moments.filter((_, i) => i % 9 === 0);
	const lists = { month: [], weekday: [], dayPeriod: [] };
	const keyOf = { month: (t) => new Date(t).getUTCMonth(), weekday: (t) => new Date(t).getUTCDay(), dayPeriod: (t) => new Date(t).getUTCHours() };
	const counts = { month: 12, weekday: 7, dayPeriod: 24 };
	const names = { month: 'ABCK', weekday: 'wxvu', dayPeriod: 'ab' };
	const fieldOf = (type, text, options, index) => {
		if (type === 'fractionalSecond') return 'f';
		const number = /^\d+$/.test(digits(text)) ? Number(digits(text)) : NaN;
		const two = digits(text).length === 2;
		switch (type) {
		case 'year': return number === 2024 ? 'y' : number === 24 ? 'Y' : null;
		case 'day': return number === 4 ? (two ? 'D' : 'd') : null;
		case 'hour': return number === 5 ? (two ? 'J' : 'h') : null;
		case 'minute': return number === 6 ? (two ? 'I' : 'i') : null;
		case 'second': return number === 7 ? (two ? 'S' : 's') : null;
		case 'timeZoneName': return 'z';
		case 'month': if (number === 7) return two ? 'N' : 'n'; break;
		}
		if (!lists[type]) return null;
		/* which list of names: as this pattern has them over the year, the week, the day */
		const own = Array(counts[type]).fill('');
		const more = [];
		for (let i = 0; i < 24; i++) more.push(Date.UTC(2024, i % 12, 7 + i % 7, i, 30, 30));
		for (const time of more) own[keyOf[type](time)] = date(options, time)[index]?.value;
		const joined = own.join('|');
		let at = lists[type].indexOf(joined);
		if (at < 0) at = lists[type].push(joined) - 1;
		return names[type][at] ?? null;
	};
	const hourOf = (time, hourCycle) => {
		const hour = new Date(time).getUTCHours();
		return { h11: hour % 12, h12: (hour + 11) % 12 + 1, h23: hour, h24: (hour + 23) % 24 + 1 }[hourCycle];
	};
	const pad = (n, width) => String(n).padStart(width, '0');
	const show = (pattern, time, hourCycle) => {
		const d = new Date(time), y = d.getUTCFullYear();
		const plain = (text) => [...text].map((c) => (/\d/.test(c) ? String.fromCodePoint(zero.codePointAt(0) + Number(c)) : c)).join('');
		return pattern.replace(/%(.)/g, (_, letter) => {
			switch (letter) {
			case 'y': return plain(String(y));
			case 'Y': return plain(pad(y % 100, 2));
			case 'n': return plain(String(d.getUTCMonth() + 1));
			case 'N': return plain(pad(d.getUTCMonth() + 1, 2));
			case 'd': return plain(String(d.getUTCDate()));
			case 'D': return plain(pad(d.getUTCDate(), 2));
			case 'h': return plain(String(hourOf(time, hourCycle)));
			case 'J': return plain(pad(hourOf(time, hourCycle), 2));
			case 'i': return plain(String(d.getUTCMinutes()));
			case 'I': return plain(pad(d.getUTCMinutes(), 2));
			case 's': return plain(String(d.getUTCSeconds()));
			case 'S': return plain(pad(d.getUTCSeconds(), 2));
			case 'f': return plain(pad(d.getUTCMilliseconds(), 3));
			case 'z': return 'UTC';
			default:
				for (const type of Object.keys(names)) if (names[type].includes(letter)) return lists[type][names[type].indexOf(letter)].split('|')[keyOf[type](time)];
			}
			throw new Error(letter);
		});
	};
	const pattern = (options, some = moments) => {
		const parts = date(options, base);
		let text = '';
		for (const [index, part] of parts.entries()) {
			if (part.type === 'literal') {
				if (/[%]/.test(part.value)) return null;
				text += part.value;
				continue;
			}
			const letter = fieldOf(part.type, part.value, options, index);
			if (!letter) return null;
			text += `%${letter}`;
		}
		const { hourCycle } = new Intl.DateTimeFormat(tag, options).resolvedOptions();
		return some.every((time) => show(text, time, hourCycle) === join(date(options, time))) ? text : null;
	};
	const widths = { weekday: [, 'short', 'long'], year: [, 'numeric', '2-digit'], month: [, 'numeric', '2-digit', 'short', 'long'], day: [, 'numeric', '2-digit'],
		hour: ['numeric', '2-digit'], minute: [, 'numeric', '2-digit'], second: [, 'numeric', '2-digit'] };
	const axes = (keys) => keys.reduce((list, key) => list.flatMap((o) => widths[key].map((v, i) => (i in widths[key] ? { ...o, [key]: v } : o))), [{}]);
	widths.weekday[0] = widths.year[0] = widths.month[0] = widths.day[0] = widths.minute[0] = widths.second[0] = undefined;
	const clean = (o) => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined));
	const dates = axes(['weekday', 'year', 'month', 'day']).map(clean), times = axes(['hour', 'minute', 'second']).map(clean);
	const empty = (o) => Object.keys(o).length === 0;
	out.dates = dates.map((o) => (empty(o) ? '' : pattern(o)));
	out.times = ['h12', 'h23'].map((hourCycle) => times.map((o) => pattern({ ...o, hourCycle })));
	out.joins = dates.map((o, i) => {
		if (empty(o) || out.dates[i] === null) return null;
		let word = null;
		for (const [c, hourCycle] of ['h12', 'h23'].entries()) {
			for (const [k, time] of times.entries()) {
				if (![0, 4, 8, 13].includes(k)) continue; /* some of each kind */
				const both = pattern({ ...o, ...time, hourCycle }, few), own = out.times[c][k];
				if (both === null || own === null) return null;
				/* the time is written a little differently beside a date in some languages */
				if (!both.startsWith(out.dates[i]) || !both.endsWith(own)) return null;
				const found = both.slice(out.dates[i].length, both.length - own.length);
				if (word !== null && word !== found) return null;
				word = found;
			}
		}
		return word;
	});
	const styles = ['full', 'long', 'medium', 'short'];
	out.dateStyles = styles.map((dateStyle) => pattern({ dateStyle }));
	out.timeStyles = ['h12', 'h23'].map((hourCycle) => ['medium', 'short'].map((timeStyle) => pattern({ timeStyle, hourCycle })));
	out.styleJoins = out.dateStyles.map((own, i) => {
		if (own === null) return null;
		let word = null;
		for (const [c, hourCycle] of ['h12', 'h23'].entries()) {
			for (const [k, timeStyle] of ['medium', 'short'].entries()) {
				const both = pattern({ dateStyle: styles[i], timeStyle, hourCycle }), time = out.timeStyles[c][k];
				if (both === null || time === null || !both.startsWith(own) || !both.endsWith(time)) return null;
				const found = both.slice(own.length, both.length - time.length);
				if (word !== null && word !== found) return null;
				word = found;
			}
		}
		return word;
	});
	out.names = Object.values(lists).map((list) => list.map((joined) => {
		const all = joined.split('|');
		return all.length === 24 && all.every((name, hour) => name === all[hour < 12 ? 0 : 12]) ? `${all[0]}|${all[12]}` : joined;
	}).join('#'));
	return out;
}

const codes = Intl.supportedValuesOf('currency');
const here = tags.map((tag) => measure(tag, codes));
const chromium = await Chromium.launch();
const there = [];
for (const tag of tags) {
	const { text } = await chromium.run(`${measure}\nconst widths = undefined; console.log(JSON.stringify(measure(${JSON.stringify(tag)}, ${JSON.stringify(codes)})));`, { folder: '.' });
	there.push(JSON.parse(text));
}
await chromium.close();

/* What both say; null for the rest, told on stderr. Today's formatToParts has plain spaces where Node 20's has narrow ones. */
function both(a, b, at) {
	if (Array.isArray(a) && Array.isArray(b)) return a.map((item, i) => both(item, b[i], `${at}.${i}`));
	if (/\.(dates|times|joins|\w+Styles|styleJoins)\b/.test(at) && a?.replaceAll('\u202f', ' ') === b) return a;
	if (a !== b && a !== null) console.error(`${at}: Node ${JSON.stringify(a)}, Chromium ${JSON.stringify(b)}`);
	return a === b ? a : null;
}
const list = tags.map((tag, i) => {
	const a = here[i], b = there[i];
	const made = Object.fromEntries(Object.keys(a).map((key) => [key, key === 'cycles' ? `${a[key]} ${b[key]}` : both(a[key], b[key], `${tag}.${key}`)]));
	if (made.names && (made.names[0] === null || made.names[1] === null)) {
		delete made.dates;
	} else if (made.names && made.names[2] === null) {
		/* other words for the halves of the day: what has none of them stays */
		const without = (item) => (Array.isArray(item) ? item.map(without) : item && /%[ab]/.test(item) ? null : item);
		for (const key of ['times', 'timeStyles']) made[key] = without(made[key]);
		made.names[2] = a.names[2];
	}
	/* "XCG?": a sign that nobody can tell */
	const [x, y] = [a, b].map((m) => new Set(m.symbols.split('|')));
	const disputed = [...x, ...y].filter((item) => x.has(item) !== y.has(item)).map((item) => `${item.slice(0, 3)}?`);
	made.symbols = [...new Set(disputed), ...[...x].filter((item) => y.has(item))].join('|');
	return made;
});

/* The file. */
const text = (s) => (s === null || s === undefined ? 'NULL' : JSON.stringify(s));
const unique = (make) => {
	const rows = new Map();
	return { rows, of: (item) => { const row = make(item); if (!rows.has(row)) rows.set(row, rows.size); return rows.get(row); } };
};
const patterns = unique(text);
patterns.of('');
const id = (s) => (s === null ? 'X' : patterns.of(s));
const numbers = unique((m) => [...m.number.split('\t').map((s, i) => (i === 7 ? s.codePointAt(0) : i === 8 ? [...s].join(', ') : text(s))), ...m.money.split('\t').map(text), ...m.shapes.split('\t').map(text), text(m.symbols)].join(', '));
const dates = unique((m) => [...m.names.map(text), `{ ${m.dates.map(id).join(', ')} }`, `{ ${m.joins.map(id).join(', ')} }`,
	`{ { ${m.times[0].map(id).join(', ')} }, { ${m.times[1].map(id).join(', ')} } }`, `{ ${m.dateStyles.map(id).join(', ')} }`, `{ ${m.styleJoins.map(id).join(', ')} }`,
	`{ { ${m.timeStyles[0].map(id).join(', ')} }, { ${m.timeStyles[1].map(id).join(', ')} } }`].join(', '));
const cycleNumber = { h11: 0, h12: 1, h23: 2, h24: 3 };
const regions = list.map((m, i) => {
	if (m.number === null || m.money === null || m.shapes === null || m.symbols === null || m.resolved === null) throw new Error(`${tags[i]}: numbers differ`);
	const cycles = m.cycles ? m.cycles.split(' ').map((c) => cycleNumber[c]).join(', ') : '0, 0, 0, 0, 0, 0';
	return `REGION(${text(tags[i])}, ${text(m.resolved)}, ${numbers.of(m)}, ${m.dates ? dates.of(m) : -1}, ${cycles})`;
});
console.log(`/* region_table.def: made by tests/tables/region_table.mjs from Node's ICU (CLDR ${process.versions.cldr}) and Chromium's. */`);
console.log('#ifdef NUMBERS /* see region.h */');
for (const row of numbers.rows.keys()) console.log(`NUMBERS(${row})`);
console.log('#endif\n#ifdef PATTERN /* of dates and times: % and a letter is a field, see region_date.c */');
for (const row of patterns.rows.keys()) console.log(`PATTERN(${row})`);
console.log('#endif\n#ifdef DATES /* names of months, of weekdays, halves of the day; then numbers of patterns */');
for (const row of dates.rows.keys()) console.log(`DATES(${row})`);
console.log('#endif\n#ifdef REGION /* tag, resolved, numbers, dates; hour cycles: default, hour12 true, false; in Node, in Chromium */');
for (const row of regions) console.log(row);
console.log('#endif');
