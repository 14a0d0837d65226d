// Writes lib/builtins/case_table.def: upper and lower case of all characters beyond Latin-1, from Node's own toUpperCase and toLowerCase.
// node tests/tables/case_table.mjs > lib/builtins/case_table.def
const hex = (n) => '0x' + n.toString(16).toUpperCase().padStart(4, '0');

function collect(map) {
	const simple = [], special = [];
	for (let p = 0x80; p < 0x110000; p++) {
		if (p >= 0xd800 && p <= 0xdfff) continue;
		const c = String.fromCodePoint(p), to = map(c);
		if (to === c) continue;
		if ([...to].length > 1) special.push([p, ...[...to].map((x) => x.codePointAt(0))]);
		else simple.push([p, to.codePointAt(0) - p]);
	}
	// Runs of neighbours, or of every second character, that move by the same distance.
	const ranges = [];
	for (const [p, delta] of simple) {
		const r = ranges.at(-1);
		if (r && r.delta === delta && (p - r.last === r.step || (r.first === r.last && p - r.last <= 2))) {
			r.step = p - r.last;
			r.last = p;
		} else {
			ranges.push({ first: p, last: p, step: 1, delta });
		}
	}
	return { ranges, special };
}

function print(name, { ranges, special }) {
	const emit = (cells) => {
		let line = '';
		for (const cell of cells) {
			if (line.length + cell.length > 110) {
				console.log('\t' + line);
				line = '';
			}
			line += (line ? ' ' : '') + cell;
		}
		console.log('\t' + line);
	};
	console.log(`static const struct case_range ${name}_ranges[] = {`);
	emit(ranges.map((r) => `{ ${hex(r.first)}, ${hex(r.last)}, ${r.step}, ${r.delta} },`));
	console.log('};');
	console.log(`static const struct case_special ${name}_special[] = {`);
	emit(special.map(([p, ...to]) => `{ ${hex(p)}, { ${to.map(hex).join(', ')} } },`));
	console.log('};');
}
console.log('/* case_table.def: upper and lower case beyond ASCII. Made by tests/tables/case_table.mjs from Node\'s ICU. */');
console.log('/* ranges: { first, last, step, distance }; special: what becomes several characters */');
print('upper', collect((c) => c.toUpperCase()));
print('lower', collect((c) => c.toLowerCase()));
// Final sigma (sec-string.prototype.tolowercase) looks past characters that are ignored for case.
const flag = (name, test) => {
	const ranges = [];
	for (let p = 0; p < 0x110000; p++) {
		if ((p >= 0xd800 && p <= 0xdfff) || !test.test(String.fromCodePoint(p))) continue;
		const r = ranges.at(-1);
		if (r && p === r[1] + 1) r[1] = p;
		else ranges.push([p, p]);
	}
	console.log(`static const uint32_t ${name}[][2] = {`);
	let line = '';
	for (const [a, b] of ranges) {
		const cell = `{ ${hex(a)}, ${hex(b)} },`;
		if (line.length + cell.length > 110) {
			console.log('\t' + line);
			line = '';
		}
		line += (line ? ' ' : '') + cell;
	}
	console.log('\t' + line);
	console.log('};');
};
flag('cased', /\p{Cased}/u);
flag('case_ignorable', /\p{Case_Ignorable}/u);
