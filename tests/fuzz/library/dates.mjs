// Dates in all zones: reading texts, getters, setters, texts.
const zones = ['UTC', 'UTC', 'America/New_York', 'Europe/Berlin', 'Europe/London', 'Asia/Kolkata', 'Australia/Sydney', 'America/St_Johns', 'Asia/Tehran', 'Pacific/Auckland', 'America/Santiago', 'Australia/Lord_Howe', 'Europe/Dublin', 'Asia/Jerusalem', 'America/Sao_Paulo'];
export const zone = (random) => random.pick(zones);

const months = ['Jan', 'January', 'feb', 'March', 'APR', 'May', 'june', 'Jul', 'august', 'Sept', 'October', 'nov', 'Decembro', 'Jänner'];
const pad = (n, w) => String(n).padStart(w, '0');
function number(r) {
	return r.pick([() => r.below(13), () => r.below(32), () => r.below(100), () => 1900 + r.below(200), () => r.below(100000), () => pad(r.below(60), 2), () => pad(r.below(10000), 4), () => pad(r.below(1000000), 6)])();
}
function clock(r) {
	const n = () => r.chance(0.8) ? pad(r.below(60), 2) : r.below(70);
	let s = `${pad(r.below(26), r.below(3))}:${n()}`;
	if (r.chance(0.6)) s += `:${n()}`;
	if (r.chance(0.3)) s += `.${pad(r.below(1000), 1 + r.below(5))}`;
	if (r.chance(0.3)) s += r.pick([' AM', ' PM', 'am', 'PM', ' p.m.', ' a']);
	return s;
}
function offset(r) {
	return r.pick([() => 'Z', () => 'GMT', () => ' UTC', () => 'EST', () => ' PDT', () => `+${pad(r.below(15), 2)}:${pad(r.below(60), 2)}`, () => `-${pad(r.below(1500), 4)}`, () => ` GMT+${r.below(14)}`, () => ` UTC-${pad(r.below(1200), 4)}`, () => ' (CET)', () => '+' + r.below(100000), () => ` GMT+0${r.below(10)}:30`])();
}
function day(r) {
	return r.pick([
		() => `${number(r)}-${number(r)}-${number(r)}`,
		() => `${pad(r.below(10000), 4)}-${pad(1 + r.below(12), 2)}-${pad(1 + r.below(31), 2)}`,
		() => `${1950 + r.below(100)}-${pad(r.below(14), 2)}`,
		() => `${1950 + r.below(100)}/${r.below(14)}/${r.below(33)}`,
		() => `${r.below(14)}/${r.below(33)}/${number(r)}`,
		() => `${r.below(33)} ${r.pick(months)} ${number(r)}`,
		() => `${r.pick(months)} ${r.below(33)}, ${number(r)}`,
		() => `${r.pick(['Mon', 'Tuesday', 'wed', 'Sat,', 'x'])} ${r.pick(months)} ${r.below(33)} ${number(r)}`,
		() => `${r.pick(['Mon,', 'Sun,'])} ${pad(r.below(31), 2)} ${r.pick(months)} ${1970 + r.below(60)}`,
		() => `${number(r)}.${number(r)}.${number(r)}`,
		() => `${r.pick(['+', '-'])}${pad(r.below(300000), 6)}-${pad(1 + r.below(12), 2)}-${pad(1 + r.below(31), 2)}`,
		() => `${r.pick(months)} ${number(r)}`,
		() => String(number(r)),
	])();
}
function text(r) {
	let s = day(r);
	if (r.chance(0.6)) s += r.pick(['T', ' ', ', ', 't', '  ', ' at ', ',']) + clock(r);
	if (r.chance(0.5)) s += offset(r);
	if (r.chance(0.15)) {
		const at = r.below(s.length + 1), c = r.pick([...'()-+:. ,/TZ\u00a0\u2028é0']);
		s = s.slice(0, at) + c + s.slice(at + r.below(2));
	}
	if (r.chance(0.05)) s = s.toLowerCase();
	return s;
}
export function time(r) {
	return r.pick([
		() => r.below(4102444800) * 1000 + r.below(1000),
		() => -r.below(4102444800) * 1000,
		() => Math.round((r.below(1e6) / 5e5 - 1) * 8.64e15),
		() => Date.UTC(1970 + r.below(90), r.below(12), r.below(31), r.below(24), 30 * r.below(2)),
		() => r.below(100000) - 50000,
	])();
}
const names = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'];
const any = (r) => r.pick([() => r.below(100), () => -r.below(100), () => r.below(3000), () => 'NaN', () => r.below(1e6) / 7, () => 'undefined', () => `'${r.below(20)}'`, () => '1e9'])();
const read = ['getDate', 'getDay', 'getFullYear', 'getHours', 'getMilliseconds', 'getMinutes', 'getMonth', 'getSeconds', 'getTimezoneOffset', 'getYear', 'toString', 'toDateString', 'toTimeString', 'toUTCString', 'toISOString', 'toJSON', 'getUTCDay', 'getUTCHours'];
export function calls(r) {
	return r.pick([
		() => `Date.parse(${JSON.stringify(text(r))})`,
		() => `Date.parse(${JSON.stringify(text(r))})`,
		() => `new Date(${time(r)}).${r.pick(read)}()`,
		() => `new Date(${time(r)}).toString()`,
		() => `Number(new Date(${Array.from({ length: 2 + r.below(6) }, () => any(r)).join(', ')}))`,
		() => `Date.UTC(${Array.from({ length: r.below(8) }, () => any(r)).join(', ')})`,
		() => `new Date(${1960 + r.below(90)}, ${r.below(12)}, ${1 + r.below(31)}, ${r.below(5)}, ${r.below(60)}).toString()`,
		() => `((d) => [d.set${r.pick(['', 'UTC'])}${r.pick(names)}(${Array.from({ length: r.below(5) }, () => any(r)).join(', ')}), +d])(new Date(${time(r)}))`,
	])();
}
