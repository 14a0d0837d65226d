// Writes lib/builtins/unit_table.def: how English writes the units of Intl.NumberFormat, from Node's own ICU.
// node tests/tables/unit_table.mjs > lib/builtins/unit_table.def
// A unit "a-per-b" is a and what b adds, unless CLDR has words of its own for the pair.
const units = Intl.supportedValuesOf('unit'), displays = ['short', 'long', 'narrow'];
const suffix = (unit, unitDisplay, n) => {
	const parts = new Intl.NumberFormat('en-US', { style: 'unit', unit, unitDisplay }).formatToParts(n);
	if (parts[0].type !== 'integer') throw new Error(unit);
	return parts.slice(1).map((p) => p.value).join('');
};
const forms = (unit) => displays.flatMap((d) => [suffix(unit, d, 1), suffix(unit, d, 2)]);
const quote = (s) => JSON.stringify(s);
const own = new Map(units.map((u) => [u, forms(u)]));
// what "-per-b" adds to most units
const per = new Map(units.map((b) => [b, displays.map((d, i) => {
	const counts = new Map();
	for (const a of units) {
		if (a === b) continue;
		const plain = own.get(a)[2 * i + 1], whole = suffix(`${a}-per-${b}`, d, 2);
		if (whole.startsWith(plain)) counts.set(whole.slice(plain.length), (counts.get(whole.slice(plain.length)) ?? 0) + 1);
	}
	return [...counts].sort((x, y) => y[1] - x[1])[0][0];
})]));
console.log('/* unit_table.def: made by tests/tables/unit_table.mjs from Node\'s ICU (CLDR ' + process.versions.cldr + '). */');
console.log('#ifdef UNIT /* name; after the number: short, long and narrow, each of one and of others; what "-per-" it adds to another: short, long, narrow */');
for (const u of units) console.log(`UNIT(${quote(u)}, ${own.get(u).map(quote).join(', ')}, ${per.get(u).map(quote).join(', ')})`);
console.log('#endif\n#ifdef UNIT_PAIR /* the pairs that are written otherwise */');
for (const a of units) {
	for (const b of units) {
		if (a === 'percent') continue; // number_pattern.c: "%" adds nothing but in the long form
		const pair = `${a}-per-${b}`;
		const regular = displays.flatMap((d, i) => [0, 1].map((k) => own.get(a)[2 * i + k] + per.get(b)[i]));
		const real = forms(pair);
		if (real.some((s, i) => s !== regular[i])) console.log(`UNIT_PAIR(${quote(pair)}, ${real.map(quote).join(', ')})`);
	}
}
console.log('#endif');
