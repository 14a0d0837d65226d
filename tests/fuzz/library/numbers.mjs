// Intl.NumberFormat with all options, for English.
const currencies = ['USD', 'EUR', 'JPY', 'GBP', 'CHF', 'INR', 'CNY', 'KRW', 'BRL', 'SEK', 'KWD', 'usd', 'XYZ', 'CAD', 'XOF', 'BTC', 'THB', 'UAH'];
const units = ['liter', 'kilometer', 'kilometer-per-hour', 'mile-per-hour', 'celsius', 'percent', 'byte', 'megabyte', 'day', 'second', 'minute', 'year', 'foot', 'kilogram', 'megabit-per-second', 'liter-per-kilometer', 'mile-per-gallon', 'percent-per-day', 'gallon', 'foo', 'acre-per-hour', 'gram-per-mile-scandinavian'];
function value(r) {
	return r.pick([
		() => String(r.below(1000)), () => String(r.below(1e9)), () => `-${r.below(1e6)}`, () => String(r.below(1e6) / 1000), () => String(-r.below(1e7) / 1e4), () => '0', () => '-0',
		() => `${r.below(1e6)}e${r.below(40) - 20}`, () => `-${r.below(1e4)}e-${r.below(10)}`, () => 'NaN', () => 'Infinity', () => '-Infinity', () => `${r.below(10)}.5`, () => `${r.below(1000)}.${r.below(10)}5`,
		() => `99${r.pick(['9', '99', '999', '9999', '99999'])}.${r.pick(['4', '5', '95', '949', '99'])}`, () => `${r.below(1e9)}n`, () => `12345678901234567890${r.below(1e9)}n`, () => `'${r.below(1e9)}.${r.below(1e9)}${r.below(1e9)}'`, () => "' 0x1f '", () => "'abc'", () => 'null', () => 'undefined', () => '1', () => '1', () => '2', () => '-1',
	])();
}
export function options(r) {
	const o = {};
	const maybe = (p, name, make) => { if (r.chance(p)) o[name] = make(); };
	maybe(0.6, 'style', () => r.pick(['decimal', 'percent', 'currency', 'currency', 'unit', 'unit']));
	if (o.style === 'currency' || r.chance(0.05)) o.currency = r.pick(currencies);
	if (o.style === 'unit' || r.chance(0.05)) o.unit = r.pick(units);
	maybe(o.style === 'currency' ? 0.5 : 0.02, 'currencyDisplay', () => r.pick(['code', 'symbol', 'narrowSymbol', 'name']));
	maybe(o.style === 'currency' ? 0.3 : 0.02, 'currencySign', () => r.pick(['standard', 'accounting']));
	maybe(o.style === 'unit' ? 0.7 : 0.02, 'unitDisplay', () => r.pick(['short', 'narrow', 'long']));
	maybe(0.4, 'notation', () => r.pick(['standard', 'scientific', 'engineering', 'compact', 'compact', 'compact']));
	maybe(0.2, 'compactDisplay', () => r.pick(['short', 'long']));
	maybe(0.25, 'signDisplay', () => r.pick(['auto', 'never', 'always', 'exceptZero', 'negative']));
	maybe(0.2, 'useGrouping', () => r.pick([true, false, 'always', 'auto', 'min2', 'true', '']));
	maybe(0.15, 'minimumIntegerDigits', () => 1 + r.below(r.chance(0.9) ? 6 : 22));
	maybe(0.3, 'minimumFractionDigits', () => r.below(r.chance(0.9) ? 5 : 102));
	maybe(0.35, 'maximumFractionDigits', () => r.below(r.chance(0.9) ? 7 : 102));
	maybe(0.15, 'minimumSignificantDigits', () => 1 + r.below(6));
	maybe(0.2, 'maximumSignificantDigits', () => 1 + r.below(9));
	maybe(0.2, 'roundingMode', () => r.pick(['ceil', 'floor', 'expand', 'trunc', 'halfCeil', 'halfFloor', 'halfExpand', 'halfTrunc', 'halfEven']));
	if (r.chance(0.1)) {
		o.roundingIncrement = r.pick([1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 3]);
		if (r.chance(0.7)) o.minimumFractionDigits = o.maximumFractionDigits = r.below(5);
	}
	maybe(0.15, 'roundingPriority', () => r.pick(['auto', 'morePrecision', 'lessPrecision']));
	maybe(0.15, 'trailingZeroDisplay', () => r.pick(['auto', 'stripIfInteger']));
	maybe(0.01, 'style', () => 'odd');
	return o;
}
export function calls(r) {
	const o = JSON.stringify(options(r)), locale = r.pick(["'en-US'", "'en-US'", "'en'", 'undefined', '[]']);
	return r.pick([
		() => `new Intl.NumberFormat(${locale}, ${o}).format(${value(r)})`,
		() => `new Intl.NumberFormat(${locale}, ${o}).format(${value(r)})`,
		() => `(${r.below(1e6) / 100}).toLocaleString(${locale}, ${o})`,
		() => `new Intl.NumberFormat(${locale}, ${o}).formatToParts(${value(r)})`,
		() => `new Intl.NumberFormat(${locale}, ${o}).resolvedOptions()`,
		() => `new Intl.NumberFormat(${locale}, ${r.chance(0.5) ? '{}' : o}).formatRange${r.pick(['', 'ToParts'])}(${value(r)}, ${value(r)})`,
		() => `Intl.NumberFormat(${locale}).format(${value(r)})`,
		() => `${r.below(1e9)}${r.below(1e9)}n.toLocaleString(${locale}, ${o})`,
	])();
}
