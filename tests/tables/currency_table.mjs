// Writes lib/builtins/currency_table.def: how English names and abbreviates the currencies, from Node's own ICU.
// node tests/tables/currency_table.mjs > lib/builtins/currency_table.def
const part = (currency, options, n) => {
	const parts = new Intl.NumberFormat('en-US', { style: 'currency', currency, ...options }).formatToParts(n);
	const at = parts.findIndex((p) => p.type === 'currency');
	return { text: parts[at].value, spaced: parts[at + 1]?.type === 'literal' };
};
const quote = (s) => JSON.stringify(s);
const codes = [];
for (let i = 0; i < 26 ** 3; i++) codes.push(String.fromCharCode(65 + Math.floor(i / 676), 65 + (Math.floor(i / 26) % 26), 65 + (i % 26)));
const listed = new Set(Intl.supportedValuesOf('currency'));
console.log('/* currency_table.def: made by tests/tables/currency_table.mjs from Node\'s ICU (CLDR ' + process.versions.cldr + '). */');
console.log('/* code, fraction digits, symbol, narrow symbol, name of one, name of others; 1 when Intl.supportedValuesOf lists it. */');
for (const code of codes) {
	const digits = new Intl.NumberFormat('en-US', { style: 'currency', currency: code }).resolvedOptions().maximumFractionDigits;
	const whole = { minimumFractionDigits: 0, maximumFractionDigits: 0 };
	const symbol = part(code, {}, 1), narrow = part(code, { currencyDisplay: 'narrowSymbol' }, 1);
	const one = part(code, { currencyDisplay: 'name', ...whole }, 1).text, other = part(code, { currencyDisplay: 'name', ...whole }, 2).text;
	for (const s of [symbol, narrow]) {
		// a space follows what ends in a letter; number_pattern.c decides so
		if (s.spaced !== !/\p{S}$/u.test(s.text)) throw new Error(`${code}: ${s.text}`);
	}
	if (digits === 2 && [symbol.text, narrow.text, one, other].every((s) => s === code) && !listed.has(code)) continue;
	console.log(`CURRENCY(${quote(code)}, ${digits}, ${quote(symbol.text)}, ${quote(narrow.text)}, ${quote(one)}, ${quote(other)}, ${listed.has(code) ? 1 : 0})`);
}
