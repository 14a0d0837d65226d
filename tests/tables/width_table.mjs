// Writes lib/console/width_table.def: the columns of every character as Node's own util.inspect counts them.
// node --expose-internals tests/tables/width_table.mjs > lib/console/width_table.def
import { createRequire } from 'node:module';
const { getStringWidth } = createRequire(import.meta.url)('internal/util/inspect');

const rows = [];
let last = null;
for (let point = 0x7f; point < 0x110000; point++) {
	const surrogate = point >= 0xd800 && point <= 0xdfff;
	const width = surrogate ? 1 : getStringWidth(String.fromCodePoint(point), false);
	if (last && last.to === point - 1 && last.width === width) {
		last.to = point;
	} else {
		last = { from: point, to: point, width };
		if (width !== 1) rows.push(last);
	}
}
const hex = (n) => '0x' + n.toString(16).toUpperCase().padStart(4, '0');
console.log('/* width_table.def: characters that do not take one column. Made by tests/tables/width_table.mjs from Node\'s ICU. */');
console.log('/* { first, last, columns } */');
let line = '';
for (const { from, to, width } of rows) {
	const cell = `{ ${hex(from)}, ${hex(to)}, ${width} },`;
	if (line.length + cell.length > 110) {
		console.log(line);
		line = '';
	}
	line += (line ? ' ' : '') + cell;
}
console.log(line);
