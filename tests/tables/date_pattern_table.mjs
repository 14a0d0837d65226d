// Writes lib/builtins/date_pattern_table.def: how English orders the fields of a date and of a time, for every choice of
// Intl.DateTimeFormat's component options, from Node's own ICU.
// node tests/tables/date_pattern_table.mjs > lib/builtins/date_pattern_table.def
const moment = Date.UTC(2024, 6, 4, 5, 6, 7, 89);
const widths = {
	weekday: { T: 'e', Thu: 'E', Thursday: 'W' }, era: { A: 'g', AD: 'G', 'Anno Domini': 'H' }, year: { 2024: 'y', 24: 'Y' },
	month: { 7: 'n', '07': 'N', J: 'm', Jul: 'M', July: 'L' }, day: { 4: 'd', '04': 'D' }, hour: { 5: 'h', '05': 'J' },
	minute: { 6: 'i', '06': 'I' }, second: { 7: 's', '07': 'S' }, dayPeriod: { AM: 'a', 'in the morning': 'b' },
};
// "%W, %L %d": a field is % and a letter for field and width; null where ICU invents words ("(second: 7)", "├F14: 0┤")
function pattern(options) {
	let text = '';
	for (const { type, value } of new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', ...options }).formatToParts(moment)) {
		if (type === 'literal') {
			if (/[^ ,.:/\u202f]|^ \(/.test(value) && value !== ' at ') return null;
			text += value.replaceAll('\u202f', '~'); // a space that only formatToParts and ranges tell from others
		} else if (type === 'fractionalSecond') {
			text += '%f';
		} else {
			const letter = widths[type]?.[value];
			if (!letter) throw new Error(`${JSON.stringify(options)}: ${type} ${value}`);
			text += `%${letter}`;
		}
	}
	return text;
}
const axes = (spec) => Object.entries(spec).reduce((list, [name, values]) => list.flatMap((o) => values.map((v) => (v === undefined ? o : { ...o, [name]: v }))), [{}]);
const text = [undefined, 'narrow', 'short', 'long'], number = [undefined, 'numeric', '2-digit'];
const dates = axes({ weekday: text, era: text, year: number, month: [...number, 'narrow', 'short', 'long'], day: number });
const times = (hourCycle) => axes({ hour: number, minute: number, second: number, fractionalSecondDigits: [undefined, 1, 2, 3], dayPeriod: text })
	.map((o) => ({ ...o, hourCycle }));
const patterns = new Map([['', 0]]);
const id = (p) => {
	if (p === null) return 'X';
	if (!patterns.has(p)) patterns.set(p, patterns.size);
	return patterns.get(p);
};
const isEmpty = (o) => Object.keys(o).every((k) => k === 'hourCycle');
// Era alone brings the whole date with it, as Intl does when nothing of date or time is asked for.
const dateIds = dates.map((o) => id(isEmpty(o) ? '' : pattern(o)));
const timeIds = ['h12', 'h23'].map((cycle) => times(cycle).map((o) => id(isEmpty(o) ? '' : pattern(o))));
// What stands between the date and the time. Weekdays go with an hour otherwise than with a zone's name alone.
const joins = [', ', ' at ', ' '];
const joinOf = (o, time) => {
	if (isEmpty(o)) return 0;
	const alone = pattern({ ...o, ...time, year: o.year }), timeAlone = pattern(time);
	let date = pattern(o);
	if (date === null || alone === null) return 'X';
	// era alone: with a time the default date is gone
	const at = joins.findIndex((j) => alone === date + j + timeAlone);
	return at >= 0 ? at : 'X';
};
const joinIds = dates.map((o) => joinOf(o, { hour: 'numeric', minute: 'numeric', hourCycle: 'h12' }));
const otherIds = dates.map((o) => joinOf(o, { minute: 'numeric', second: 'numeric' }));
console.log('/* date_pattern_table.def: made by tests/tables/date_pattern_table.mjs from Node\'s ICU (CLDR ' + process.versions.cldr + '). */');
console.log('#ifdef PATTERN /* % and a letter is a field in a width, ~ a narrow space, see date_pattern.c */');
for (const p of patterns.keys()) console.log(`PATTERN(${JSON.stringify(p)})`);
const list = (name, note, values) => {
	console.log(`#endif\n#ifdef ${name} /* ${note} */`);
	for (let i = 0; i < values.length; i += 36) console.log(values.slice(i, i + 36).map((v) => `${v},`).join(' '));
};
list('DATES', 'patterns by weekday, era, year, month, day; X: none', dateIds);
list('TIMES_12', 'patterns by hour, minute, second, fractional digits, day period', timeIds[0]);
list('TIMES_24', 'the same without AM and PM', timeIds[1]);
list('JOINS', `between each date and an hour: 0 ", " 1 " at " 2 " "`, joinIds);
list('JOINS_WITHOUT_HOUR', 'between each date and a time without hours', otherIds);
console.log('#endif');
