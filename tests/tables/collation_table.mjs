// Writes lib/builtins/collation_table.def: the order of letters, digits and punctuation in English, from Node's own Intl.Collator.
// node tests/tables/collation_table.mjs > lib/builtins/collation_table.def
const levels = ['base', 'accent', 'variant'].map((sensitivity) => new Intl.Collator('en-US', { sensitivity }));
const compare = levels[2].compare;

// Single characters that are one letter or sign with at most one accent; what expands to several letters is left out.
const points = [];
const wanted = (p) => p < 0x180 || (p >= 0x370 && p < 0x460 && /\p{L}/u.test(String.fromCodePoint(p)))
	|| [0x2013, 0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x20ac].includes(p);
for (let p = 0; p < 0x2200; p++) {
	const c = String.fromCodePoint(p);
	if (!wanted(p) || /[æœĳßŉŀÆŒĲĿ¼½¾ſ]/u.test(c)) continue;
	points.push(p);
}
points.sort((a, b) => compare(String.fromCodePoint(a), String.fromCodePoint(b)) || a - b);

const rows = [];
let primary = 0, secondary = 0, tertiary = 0, last = null;
for (const p of points) {
	const c = String.fromCodePoint(p);
	if (last !== null) {
		if (levels[0].compare(last, c) !== 0) [primary, secondary, tertiary] = [primary + 1, 0, 0];
		else if (levels[1].compare(last, c) !== 0) [secondary, tertiary] = [secondary + 1, 0];
		else if (compare(last, c) !== 0) tertiary++;
	}
	rows.push([p, primary, secondary, tertiary]);
	last = c;
}
rows.sort((a, b) => a[0] - b[0]);
console.log('/* collation_table.def: the order of characters in English. Made by tests/tables/collation_table.mjs from Node\'s ICU. */');
console.log('/* { character, letter, accent, variant }; letter 0 is ignored in comparing */');
let line = '';
for (const row of rows) {
	const cell = `{ ${row.join(', ')} },`;
	if (line.length + cell.length > 110) {
		console.log(line);
		line = '';
	}
	line += (line ? ' ' : '') + cell;
}
console.log(line);
