// Intl's services of words: plurals, lists, relative times, comparison of texts.
const number = (r) => r.pick([() => r.below(30), () => r.below(1000), () => -r.below(30), () => r.below(1000) / 10, () => '-0', () => r.below(1e9), () => "'1'", () => 'NaN'])();
const some = (r, p, name, values) => (r.chance(p) ? `${name}: ${JSON.stringify(r.pick(values))}, ` : '');
const letters = [...'aAbBzZáÁéñÑöß019 -_.,!éü'];
const text = (r) => Array.from({ length: r.below(5) }, () => r.pick(letters)).join('');
export function calls(r) {
	return r.pick([
		() => `new Intl.PluralRules('en', { ${some(r, 0.5, 'type', ['ordinal', 'cardinal'])}${some(r, 0.2, 'minimumFractionDigits', [1, 2])}${some(r, 0.2, 'maximumSignificantDigits', [1, 2])} }).select(${number(r)})`,
		() => `new Intl.RelativeTimeFormat('en', { ${some(r, 0.5, 'style', ['long', 'short', 'narrow'])}${some(r, 0.5, 'numeric', ['auto', 'always'])} }).format${r.pick(['', 'ToParts'])}(${r.chance(0.5) ? r.below(5) - 2 : number(r)}, '${r.pick(['second', 'minutes', 'hour', 'days', 'week', 'month', 'quarters', 'year', 'dayss'])}')`,
		() => `new Intl.ListFormat('en', { ${some(r, 0.7, 'type', ['conjunction', 'disjunction', 'unit'])}${some(r, 0.7, 'style', ['long', 'short', 'narrow'])} }).format${r.pick(['', 'ToParts'])}(${JSON.stringify(Array.from({ length: r.below(5) }, () => text(r)))})`,
		() => `new Intl.Collator('en', { ${some(r, 0.5, 'sensitivity', ['base', 'accent', 'case', 'variant'])}${some(r, 0.4, 'numeric', [true, false])}${some(r, 0.3, 'caseFirst', ['upper', 'lower', 'false'])} }).compare(${JSON.stringify(text(r))}, ${JSON.stringify(text(r))})`,
		() => `${JSON.stringify(text(r))}.localeCompare(${JSON.stringify(text(r))}, undefined, { ${some(r, 0.5, 'sensitivity', ['base', 'accent', 'case', 'variant'])}${some(r, 0.5, 'numeric', [true])} })`,
	])();
}
