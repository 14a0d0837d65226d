// Numbers, money, dates and the order of texts in languages and countries other than en-US.
import fs from 'node:fs';

const table = fs.readFileSync(new URL('../../../lib/builtins/region_table.def', import.meta.url), 'utf8');
const tags = [...table.matchAll(/^REGION\("([^"]*)"/gm)].map(([, tag]) => tag);
const ordered = tags.filter((tag) => /^(en|de|fr|it|pt|nl|ja|ko|hi|id|ar|es|sv|pl)\b/.test(tag) && tag !== 'fr-CA');
const letters = 'aàáâãäåbcçdeéèêëfgiíìïjlłmnñoóòôöøprsśšßtuúùüvyzżźžąęćńAÄÅÉNÑOÖÓSŚZŻ -\'.,19';

function text(random) {
	let made = '';
	for (let i = random.below(6); i >= 0; i--) made += random.chance(0.6) ? random.pick('abcdenostzABNZ') : random.pick([...letters]);
	return JSON.stringify(made);
}

function number(random) {
	const digits = random.below(13);
	const value = (random.chance(0.3) ? -1 : 1) * Math.floor(random.below(2 ** 30) * 10 ** (digits - 9)) / random.pick([1, 10, 100, 1000]);
	return random.pick([value, value, value, random.below(100000), 0, -0, NaN, Infinity, -Infinity, 0.5]);
}
const show = (n) => (Object.is(n, -0) ? '-0' : String(n));

function numberOptions(random) {
	const o = {};
	const style = random.pick(['decimal', 'decimal', 'percent', 'currency', 'currency']);
	if (style !== 'decimal') o.style = style;
	if (style === 'currency') {
		o.currency = random.pick(['EUR', 'USD', 'GBP', 'JPY', 'INR', 'CHF', 'BRL', 'CNY', 'KRW', 'RUB', 'SEK', 'PLN', 'MXN', 'CAD', 'AUD', 'ZAR', 'TRY', 'AED', 'XYZ']);
		if (random.chance(0.4)) o.currencyDisplay = random.pick(['symbol', 'narrowSymbol', 'code']);
	}
	if (random.chance(0.3)) o.minimumFractionDigits = random.below(4);
	if (random.chance(0.3)) o.maximumFractionDigits = Math.max(o.minimumFractionDigits ?? 0, random.below(4));
	if (random.chance(0.2)) o.useGrouping = random.pick([true, false, 'always', 'auto', 'min2']);
	if (random.chance(0.2)) o.signDisplay = random.pick(['always', 'never', 'exceptZero', 'negative']);
	if (random.chance(0.1)) o.minimumIntegerDigits = 1 + random.below(6);
	if (o.maximumFractionDigits !== undefined && style === 'currency' && o.minimumFractionDigits === undefined) o.minimumFractionDigits = 0;
	return JSON.stringify(o);
}

function dateOptions(random) {
	const o = {};
	if (random.chance(0.2)) {
		if (random.chance(0.8)) o.dateStyle = random.pick(['full', 'long', 'medium', 'short']);
		if (random.chance(0.5)) o.timeStyle = random.pick(['medium', 'short']);
	} else if (random.chance(0.8)) {
		const maybe = (key, values) => { if (random.chance(0.5)) o[key] = random.pick(values); };
		maybe('weekday', ['short', 'long']);
		maybe('year', ['numeric', '2-digit']);
		maybe('month', ['numeric', '2-digit', 'short', 'long']);
		maybe('day', ['numeric', '2-digit']);
		if (random.chance(0.5)) {
			o.hour = random.pick(['numeric', '2-digit']);
			if (random.chance(0.8)) o.minute = random.pick(['numeric', '2-digit']);
			if (o.minute && random.chance(0.5)) o.second = random.pick(['numeric', '2-digit']);
		}
	}
	if (random.chance(0.2)) o.hour12 = random.chance(0.5);
	if (random.chance(0.1)) o.hourCycle = random.pick(['h11', 'h12', 'h23', 'h24']);
	if (random.chance(0.3)) o.timeZone = random.pick(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo']);
	return JSON.stringify(o);
}

const kinds = [
	(random) => `(${show(number(random))}).toLocaleString('${random.pick(tags)}', ${numberOptions(random)})`,
	(random) => `new Intl.NumberFormat('${random.pick(tags)}', ${numberOptions(random)}).format(${show(number(random))})`,
	(random) => `new Intl.NumberFormat('${random.pick(tags)}', ${numberOptions(random)}).formatToParts(${show(number(random))})`,
	(random) => `(${random.below(2 ** 30)}${String(random.below(2 ** 30))}n).toLocaleString('${random.pick(tags)}')`,
	(random) => `new Date(${random.below(2 ** 30) * 4000 - 1e12}).${random.pick(['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'])}('${random.pick(tags)}')`,
	(random) => `new Date(${random.below(2 ** 30) * 4000 - 1e12}).toLocaleString('${random.pick(tags)}', ${dateOptions(random)})`,
	(random) => `new Intl.DateTimeFormat('${random.pick(tags)}', ${dateOptions(random)}).format(${random.below(2 ** 30) * 4000 - 1e12})`,
	(random) => `new Intl.DateTimeFormat('${random.pick(tags)}', ${dateOptions(random)}).formatToParts(${random.below(2 ** 30) * 4000 - 1e12})`,
	(random) => `${text(random)}.localeCompare(${text(random)}, '${random.pick(ordered)}')`,
	(random) => `[${Array.from({ length: 6 }, () => text(random))}].sort(new Intl.Collator('${random.pick(ordered)}').compare)`,
	(random) => `${text(random)}.toLocaleUpperCase('${random.pick(['de-DE', 'fr', 'es-ES', 'nl', 'pl', 'ja-JP'])}')`,
];

export const calls = (random) => random.pick(kinds)(random);
