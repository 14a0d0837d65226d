// Writes lib/builtins/relative_time_table.def: "in 2 days", "yesterday" and their kin in English, from Node's own ICU.
// node tests/tables/relative_time_table.mjs > lib/builtins/relative_time_table.def
const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'], styles = ['long', 'short', 'narrow'];
const quote = (s) => (s === undefined ? 'NULL' : JSON.stringify(s));
console.log('/* relative_time_table.def: made by tests/tables/relative_time_table.mjs from Node\'s ICU (CLDR ' + process.versions.cldr + '). */');
console.log('/* style, unit; what stands before and after a number to come, one and others, and one gone by; words for -1, 0 and 1, or NULL */');
for (const [s, style] of styles.entries()) {
	for (const [u, unit] of units.entries()) {
		const around = [1, 2, -1, -2].flatMap((n) => {
			const text = new Intl.RelativeTimeFormat('en-US', { style }).format(n, unit), at = text.indexOf(String(Math.abs(n)));
			return [text.slice(0, at), text.slice(at + 1)];
		});
		const words = [-1, 0, 1].map((n) => {
			const text = new Intl.RelativeTimeFormat('en-US', { style, numeric: 'auto' }).format(n, unit);
			return /\d/.test(text) ? undefined : text;
		});
		if (/\D/.test(new Intl.RelativeTimeFormat('en-US', { style, numeric: 'auto' }).format(2, unit).replace(around[2], '').replace(around[3], ''))) throw new Error(unit);
		console.log(`RELATIVE(${s}, ${u}, ${around.map(quote).join(', ')}, ${words.map(quote).join(', ')})`);
	}
}
